// What structuredClone () keeps, loses and refuses.
function t(f){try{return f()}catch(e){return e && e.name}}
function show(v,seen=new Map){ if(typeof v==='string')return JSON.stringify(v); if(Object.is(v,-0))return '-0'; if(typeof v==='bigint')return v+'n'; if(typeof v==='symbol'||typeof v==='function'||v===null||typeof v!=='object')return String(v);
 if(seen.has(v))return '^'+seen.get(v); seen.set(v,seen.size);
 const tag=Object.prototype.toString.call(v).slice(8,-1), ctor=v.constructor&&v.constructor.name; let s=tag+(ctor!==tag?'/'+ctor:'');
 if(v instanceof Map)s+='('+[...v].map(e=>e.map(x=>show(x,seen)).join('=>'))+')'; if(v instanceof Set)s+='('+[...v].map(x=>show(x,seen))+')';
 if(v instanceof Date)s+=+v; if(v instanceof RegExp)s+=v+v.lastIndex; if(v instanceof Number||v instanceof Boolean||v instanceof String||v instanceof BigInt)s+='<'+show(v.valueOf())+'>';
 if(v instanceof Error||v instanceof DOMException)s+=`<${v.name}|${v.message}|${typeof v.stack}|${Object.getOwnPropertyNames(v).sort()}|${'cause' in v?show(v.cause,seen):''}>`;
 if(v instanceof ArrayBuffer)s+=`<${v.byteLength},${v.resizable},${v.maxByteLength}|${[...new Uint8Array(v)].slice(0,8)}>`;
 if(ArrayBuffer.isView(v))s+=`<${v.byteOffset},${v.byteLength}|${show(v.buffer,seen)}>`;
 if(Array.isArray(v))s+='#'+v.length;
 if(!ArrayBuffer.isView(v)&&!(v instanceof String))s+='{'+Object.keys(v).map(k=>k+':'+show(v[k],seen)).join(',')+'}';
 return s; }
const c = (v,o)=>console.log(t(()=>show(o===undefined?structuredClone(v):structuredClone(v,o))));
for(const v of [undefined,null,true,1,-0,0,NaN,Infinity,-Infinity,'a','\ud800x','',10n,-(2n**80n),new Boolean(false),new Number(NaN),new Number(-0),new String('xy'),Object(5n),new Date(5),new Date(NaN),/a\/b/giy,new RegExp('','u'),{},[],[1,2,3],[1,,3,undefined],{a:undefined,b:{c:[{}]}},{'@':1},{'@':['u'],x:{'@':0}},JSON.parse('{"__proto__":{"x":1},"a":1}'),Object.create(null,{a:{value:1,enumerable:true},h:{value:2}}),{toString:1,constructor:2,valueOf:{hasOwnProperty:1}}]) c(v);
{const a={};a.a=a;a.b=[a,a];c(a)} {const x={};c([x,x,{x}])}
{const m=new Map([[1,{}],['k',new Set([1,NaN])]]);m.set(m,m);c(m)}
{const a=[1,2];a.foo='bar';a[5]=1;c(a)} {const a=[];a.length=4294967295;a[7]=1;c(a)} {const a=[];a.length=2000;a[1999]=1;a[0]=1;a[1000]=3;let r=t(()=>structuredClone(a));console.log(r.length,Object.keys(r).join())}
for(const E of [Error,EvalError,RangeError,ReferenceError,SyntaxError,TypeError,URIError]) c(new E('m',{cause:{z:1}}));
c(new Error);{const e=new TypeError('x');e.name='Foo';e.extra=1;c(e)}c(new AggregateError([1],'agg'));c(class X extends Error{});class X extends RangeError{};c(new X('xx'));
c(new ArrayBuffer(3));c(new ArrayBuffer(8,{maxByteLength:16}));c(new Uint8Array([1,2,3]));c(new Float64Array([1.5]));c(new DataView(new ArrayBuffer(8),2,4));c(new BigInt64Array(2));
{const b=new ArrayBuffer(8);c([b,new Uint8Array(b,1,2),new DataView(b)])}
{const b=new ArrayBuffer(8,{maxByteLength:16});const r=structuredClone({b,u:new Uint8Array(b),f:new Uint8Array(b,0,8),d:new DataView(b,2)});r.b.resize(12);console.log(r.u.length,r.f.length,r.d.byteLength)}
{const b=new ArrayBuffer(16,{maxByteLength:16});new Uint8Array(b)[15]=9;const r=structuredClone({b,u:new Uint8Array(b),f:new Uint8Array(b,0,16)});console.log(r.u[15]);r.b.resize(10);console.log(r.u.length,r.f.length,new Uint8Array(b)[15])}
{const b=new ArrayBuffer(8,{maxByteLength:16});const u=new Uint8Array(b,4,4),d=new DataView(b,4,4);b.resize(5);c(u);c(d)}
c(()=>{});c({f(){}});c(Symbol('d'));c(Object(Symbol('w')));c(Promise.resolve());c(new WeakMap);c(new WeakSet);c(new WeakRef({}));c((function*(){})());c([].values());c(new Map().entries());c(new Proxy({},{}));c({p:new Proxy([],{})});c(new Proxy({},{ownKeys(){throw 1}}));{const r=Proxy.revocable({},{});r.revoke();c(r.proxy)} c(globalThis);
class P{a=1;#b=2;get g(){return 1}};c(new P);class M2 extends Map{x=1};c(new M2([[1,2]]));class A2 extends Array{};c(A2.of(1,2));
{const log=[];const o={get a(){log.push('a');return 1},get b(){log.push('b');delete this.c;return undefined},c:3,get d(){log.push('d');return {get e(){log.push('e');return 5}}}};c(o);console.log(log.join())}
c({get x(){throw new RangeError('thrown')}});c(Math);c(Object.create(Map.prototype));c(Object.create(Date.prototype));
{const b=new ArrayBuffer(4);new Uint8Array(b)[0]=7;const r=structuredClone({b,x:[b]},{transfer:[b]});console.log(show(r),b.byteLength);c(b);c(1,{transfer:[b]});}
{const b=new ArrayBuffer(4);c(b,{transfer:[b,b]});c(1,{transfer:[{}]});c(1,{transfer:[1]});c(1,{transfer:5});c(1,5);console.log(b.byteLength);c({f(){}},{transfer:[b]});console.log(b.byteLength);c(new Uint8Array(b),{transfer:[b]});console.log(b.byteLength)}
{const b=new ArrayBuffer(4,{maxByteLength:8});const r=structuredClone(b,{transfer:[b]});console.log(show(r),b.byteLength)}
{const b=new ArrayBuffer(4,{maxByteLength:8});const u=new Uint8Array(b);const r=structuredClone(u,{transfer:[b]});r.buffer.resize(8);console.log(r.length)}
console.log(t(()=>structuredClone()));
{let d={};let x=d;for(let i=0;i<500;i++){x=x.a={}};c(Object.keys(structuredClone(d)))}
Object.prototype.toJSON=function(){return 5};c({a:[1,{b:1}]});delete Object.prototype.toJSON;Object.prototype.poll=1;c({a:1,poll:2});c({a:1});delete Object.prototype.poll;
{const big={};for(let i=0;i<30;i++)big['k'+i]={i};big.z=big.k3;const r=structuredClone(big);console.log(r.z===r.k3,r.k29.i,r.k3!==big.k3)}
