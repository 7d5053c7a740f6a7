// atob, btoa, crypto: HTML standard, Web Cryptography API.
for (const text of ['', 'a', 'ab', 'abc', '\xff\0\x80']) console.log(btoa(text), atob(btoa(text)) === text);
for (const text of [' YQ = =', 'YQ', 'YWI', 'YR==', 'Y', 'YQ=', '=', 'YQ===', 'Y!Q=', '\u00a0YQ', 'YWJj\n']) {
  try { console.log(JSON.stringify(text), JSON.stringify(atob(text))); } catch (error) { console.log(JSON.stringify(text), error.name, error.code); }
}
try { btoa('€'); } catch (error) { console.log(error.name, error instanceof DOMException); }
console.log(btoa(null), btoa(undefined), atob(null).length);
const throwsTypeError = (body) => { try { body(); return false; } catch (error) { return error instanceof TypeError; } };
console.log(throwsTypeError(() => atob()), throwsTypeError(() => btoa()));

console.log(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()));
const random = new Uint32Array(64);
console.log(crypto.getRandomValues(random) === random, new Set(random).size > 60, new Set([...Array(50)].map(() => crypto.randomUUID())).size);
const view = new Uint8Array(new ArrayBuffer(40), 10, 20);
crypto.getRandomValues(view);
console.log([...new Uint8Array(view.buffer)].filter((byte, i) => (i < 10 || i >= 30) && byte !== 0).length, view.some((byte) => byte !== 0));
for (const wrong of [new Float32Array(1), new Uint8Array(65537)]) {
  try { crypto.getRandomValues(wrong); } catch (error) { console.log(error.name, error.code); }
}
