// The shapes of the interfaces: Web IDL's names, lengths, enumerability, brands.
const flags = (d) => (d.writable ? 'w' : '-') + (d.enumerable ? 'e' : '-') + (d.configurable ? 'c' : '-');
const describe = (object, key) => {
  const d = Object.getOwnPropertyDescriptor(object, key);
  const name = typeof key === 'symbol' ? `[${key.description}]` : key;
  if (d.get) return `${name} ${flags(d)} get${d.set ? ' set' : ''} ${d.get.name}`;
  if (typeof d.value === 'function') return `${name} ${flags(d)} function ${d.value.name}/${d.value.length}`;
  return `${name} ${flags(d)} ${typeof d.value === 'object' ? 'object' : String(d.value)}`;
};
const keys = (object) => Reflect.ownKeys(object).sort((a, b) => (String(a) < String(b) ? -1 : 1));
for (const name of ['Event', 'CustomEvent', 'MessageEvent', 'EventTarget', 'AbortController', 'AbortSignal', 'DOMException', 'URL',
  'URLSearchParams', 'TextEncoder', 'TextDecoder', 'PerformanceEntry', 'PerformanceMark', 'PerformanceMeasure']) {
  const Interface = globalThis[name];
  const global = Object.getOwnPropertyDescriptor(globalThis, name);
  console.log(`${name}/${Interface.length} ${flags(global)} extends ${Object.getPrototypeOf(Interface).name || 'nothing'}`);
  for (const key of keys(Interface)) if (!['length', 'name'].includes(key) && !/^[A-Z_]+$/.test(String(key))) console.log('  static', describe(Interface, key));
  for (const key of keys(Interface.prototype)) if (!/^[A-Z_]+$/.test(String(key))) console.log('  ', describe(Interface.prototype, key));
}
for (const name of ['atob', 'btoa', 'performance', 'crypto', 'navigator', 'addEventListener', 'reportError', 'self', 'onerror', 'onmessage']) {
  globalThis[name];
  console.log(describe(globalThis, name));
}
// A getter called on anything else is a TypeError.
for (const [Interface, key] of [[Event, 'type'], [URL, 'href'], [AbortSignal, 'aborted'], [TextDecoder, 'fatal'], [URLSearchParams, 'size'], [DOMException, 'name']])
  try {
    Reflect.get(Interface.prototype, key, {});
    console.log(Interface.name, 'did not throw');
  } catch (error) {
    console.log(Interface.name, error instanceof TypeError);
  }
console.log(typeof document, typeof process, typeof XMLHttpRequest, typeof window, typeof self, typeof WorkerGlobalScope);
console.log(self instanceof Window, Object.prototype.toString.call(globalThis), `${navigator}`, `${new URLSearchParams().entries()}`);
