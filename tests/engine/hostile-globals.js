// A program may break the language's own objects: what it is given goes on working.
const map = new Map([[1, 2]]);
const set = new Set([1]);
Object.prototype.get = () => 1;
Object.prototype.set = () => {};
delete Array.prototype[Symbol.iterator];
delete Map.prototype[Symbol.iterator];
Array.prototype.push = null;
Array.prototype.map = null;
Array.prototype.join = null;
Map.prototype.get = null;
Function.prototype.call = null;
Function.prototype.apply = null;
Reflect.apply = null;
RegExp.prototype.exec = null;
Promise.resolve = null;
Promise.prototype.then = () => { throw new Error('never called'); };
Object.freeze(globalThis);

console.log('hello %s', 1, [1, 'a'], { a: [2] }, map, set);
setTimeout((a, b) => console.log('timer', a, b), 1, 5, 6);
queueMicrotask(() => console.log('microtask'));
const controller = new AbortController();
controller.signal.addEventListener('abort', () => console.log('aborted'));
controller.abort();
console.log(new URL('http://x/y?a=1').searchParams.get('a'), structuredClone([1, { a: 2 }]));
