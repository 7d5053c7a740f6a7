// What a SharedArrayBuffer is (ECMA-262, 25.2), and what Atomics' waits say (25.4).
const attempt = (f) => { try { return f(); } catch (e) { return e.name; } };
const s = new SharedArrayBuffer(8);
console.log(s, String(s), s.byteLength, s.growable, s.maxByteLength, new SharedArrayBuffer());
console.log(SharedArrayBuffer.name, SharedArrayBuffer.length, SharedArrayBuffer[Symbol.species] === SharedArrayBuffer,
  typeof SharedArrayBuffer, SharedArrayBuffer.prototype.constructor === SharedArrayBuffer, SharedArrayBuffer);
console.log(Object.getOwnPropertyDescriptor(globalThis, 'SharedArrayBuffer').enumerable,
  Object.getOwnPropertyDescriptor(SharedArrayBuffer, 'prototype').writable,
  Reflect.ownKeys(SharedArrayBuffer.prototype).map(String).sort().join());
for (const name of ['byteLength', 'growable', 'maxByteLength']) {
  const { get, set, enumerable, configurable } = Object.getOwnPropertyDescriptor(SharedArrayBuffer.prototype, name);
  console.log(get.name, get.length, set, enumerable, configurable, attempt(() => get.call(new ArrayBuffer(1))), get.call(s));
}
console.log(s instanceof SharedArrayBuffer, s instanceof ArrayBuffer, Object.getPrototypeOf(s) === SharedArrayBuffer.prototype);
console.log(attempt(() => SharedArrayBuffer(1)), attempt(() => new SharedArrayBuffer(-1)), attempt(() => new SharedArrayBuffer(2 ** 53)),
  attempt(() => new SharedArrayBuffer(2 ** 52)), attempt(() => new SharedArrayBuffer(Symbol())), new SharedArrayBuffer('3').byteLength);
const bytes = new Uint8Array(s).fill(7);
bytes[2] = 9;
const slice = s.slice(1, -4);
console.log(slice, slice !== s, s.slice(-2), s.slice(6, 2).byteLength, SharedArrayBuffer.prototype.slice.length,
  attempt(() => SharedArrayBuffer.prototype.slice.call(new ArrayBuffer(4))),
  attempt(() => new SharedArrayBuffer.prototype.slice()));
class Mine extends SharedArrayBuffer { twice() { return 2 * this.byteLength; } }
console.log(new Mine(4).twice(), new Mine(4).slice(1) instanceof Mine, new Mine(2));
console.log(attempt(() => { s.byteLength = 1; return s.byteLength; }), bytes.buffer === s);

const clone = structuredClone({ s, view: bytes });
console.log(clone.s !== s, clone.view.buffer === clone.s, clone.s instanceof SharedArrayBuffer);
bytes[0] = 1;
console.log(clone.view[0], attempt(() => structuredClone(s, { transfer: [s] })), s.byteLength);
const g = new SharedArrayBuffer(2, { maxByteLength: 4 });
console.log(g.growable, g.maxByteLength, g.grow(3), g.byteLength, attempt(() => s.grow(9)), attempt(() => g.grow(1)));

const view = new Int32Array(s);
const plain = new Int32Array(2);
console.log(Atomics.notify(view, 0), Atomics.notify(plain, 0), attempt(() => Atomics.notify([], 0)), attempt(() => Atomics.notify(view, 2)),
  attempt(() => Atomics.notify(new Uint8Array(s), 0)), attempt(() => Atomics.notify(view, 0, Symbol())));
const waits = [[view, 2, 0, 0], [plain, 0, 0, 0], [[], 0, 0, 0], [new Uint8Array(s), 0, 0, 0], [view, 0, Symbol(), 0], [view, 0, 0, Symbol()],
  [new BigInt64Array(s), 0, 0, 0], [new BigUint64Array(s), 0, 0n, 0]];
console.log(waits.map((a) => attempt(() => Atomics.wait(...a))).join(), waits.map((a) => attempt(() => Atomics.waitAsync(...a))).join());
for (const name of ['wait', 'notify', 'waitAsync']) {
  const { value, writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(Atomics, name);
  console.log(value.name, value.length, writable, enumerable, configurable, attempt(() => new value()));
}
console.log(String(Atomics), Object.prototype.hasOwnProperty.call(globalThis, 'Atomics'), Object.getOwnPropertyDescriptor(globalThis, 'Atomics').enumerable);
const order = [];
const list = [1, 2, 3].map((n) => Atomics.waitAsync(view, 1, view[1]).value.then((v) => order.push(n, v)));
console.log(Atomics.notify(view, 1, 2), Atomics.notify(view, 0), Atomics.notify(view, 1, Infinity), Atomics.notify(view, 1));
Promise.all(list).then(() => {
  console.log(order.join());
  // A page's main thread must not block; in a worker this waits.
  try { Atomics.wait(view, 0, view[0], 1); } catch (e) { console.log(e.name + ': ' + e.message); }
});
