// The directives of console.log and what follows them.
class X1{toString(){return 'XX'}} class X2 extends X1{} class X3{} class X4 extends Error{} class X5 extends Date{} class X6 extends Array{} class X7 extends Map{ toString(){return 'm'}}
console.log('%s|%s|%s|%s',new X1,new X2,new X3,new X6);
console.log('%s|%s',new X5(0), new X7);
console.log('%s', new Date(0)); console.log('%s', Object.create(null));console.log('%s', {[Symbol.toPrimitive](){return 'prim'}}); 
console.log('%s', [1,{a:{b:1}}]); console.log('%s',new Map([[1,{a:1}]])); console.log('%s', {a:{b:1}}); console.log('%s',function f(){},class Z{}); 
console.log('%s',Object('x'), Object(3)); console.log('%s',Object(3)); console.log('%s', new Proxy({},{}));
console.log('%d', new Date(5)); console.log('%d',{valueOf(){return 7}}); console.log('%d',[5]); console.log('%d', null, '%d'); console.log('%d','');console.log('%d',Symbol());console.log('%d',undefined);console.log('%d',true); console.log('%d',new X1);console.log('%d',Object(5));
console.log('%i',{valueOf(){return 7}}); console.log('%i',[5]); console.log('%i', null); console.log('%i','0x10');console.log('%i',1e21);console.log('%i',-0.5);console.log('%i',Symbol());
console.log('%f',[5.5]); console.log('%f',{toString(){return '5.5'}}); console.log('%f', null);console.log('%f',10n);
console.log('%j',undefined); console.log('%j',()=>1);{const a={};a.a=a;console.log('%j',a)}; console.log('%j',{toJSON(){return 5}});
console.log('%o',[1,{a:[1,{b:{c:{d:1}}}]}]); 
console.log('%O',{a:{b:{c:{d:{e:1}}}}}); console.log('%c%s','color:red','x'); console.log('%c');console.log('100%'); console.log('100%','a'); console.log('%s'); console.log('%s%','a'); console.log('%%%s%%','a'); console.log('%a%b','x'); console.log('a','b%s','c'); console.log('', 'a'); console.log('%s',''); console.log(); console.log(undefined); console.log(null,undefined,true); console.log('%s %s','a'); console.log('%%'); console.log('%%',1); console.log('%x%s','y');
console.log(Symbol('a'),'b'); console.log('%s','a','b',{c:1},'d'); console.log('%s', "it's", "it's", ["it's"]); console.log('%O', 'str', "%s"); console.log('%o','str'); console.log('%s', -0); console.log('%s',[-0], -0n); console.log('%s',12345678901234567890n); console.log('%s', new Error('e1').message);
