// Large arrays with properties of their own, holes and all kinds of elements (HTML, StructuredSerializeInternal, step 26).
const makers = {
  integers: (n) => Array.from({ length: n }, (_, i) => i),
  doubles: (n) => Array.from({ length: n }, (_, i) => i + 0.5),
  objects: (n) => Array.from({ length: n }, (_, i) => ({ i })),
  strings: (n) => new Array(n).fill('x'),
  mixed: (n) => Array.from({ length: n }, (_, i) => [i, i / 2, `${i}`, null][i % 4]),
  undefineds: (n) => new Array(n).fill(undefined),
  matched: () => Object.assign(/(?<letter>x)/.exec('x'.repeat(2000)), {}),
};
for (const [name, make] of Object.entries(makers))
  for (const n of [10, 1001, 5000]) {
    const plain = structuredClone(make(n));
    const named = structuredClone(Object.assign(make(n), { label: name, nested: [n] }));
    const holes = Object.assign(make(n), { label: 'holes' });
    delete holes[1];
    delete holes[n - 2];
    const cloned = structuredClone(holes);
    console.log(name, n, plain.length, Object.keys(plain).length, named.label, named.nested, Object.keys(named).length, named.at(-1),
      cloned.length, 1 in cloned, n - 2 in cloned, Object.keys(cloned).length, cloned.label);
  }
const hidden = Object.defineProperty(makers.integers(2000), 'secret', { value: 1 });
const symbols = Object.assign(makers.integers(2000), { [Symbol('s')]: 1 });
const odd = makers.integers(2000);
odd[-1] = 'minus', odd['01'] = 'zero-one', odd[2 ** 32] = 'far';
console.log('secret' in structuredClone(hidden), Reflect.ownKeys(structuredClone(symbols)).length, structuredClone(odd)['01'],
  structuredClone(odd)[-1], structuredClone(odd)[2 ** 32], structuredClone(odd).length);
class Special extends Array {}
const special = Special.from(makers.integers(1500));
special.tag = 'special';
console.log(structuredClone(special).tag, structuredClone(special) instanceof Special, structuredClone(special).length);
const self = makers.integers(1200);
self.me = self;
console.log(structuredClone(self).me.me.length);
const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data }) => { console.log(data.length, data.label, data[1999]); port1.close(); };
port1.postMessage(Object.assign(makers.integers(2000), { label: 'by message' }));
