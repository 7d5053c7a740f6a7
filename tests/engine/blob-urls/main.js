// Blobs in messages, and blob: URLs (File API, "Blob URL store"): one store for all threads.
const blob = new Blob(['héllo ', 'world'], { type: 'Text/Plain' });
const file = new File(['12345'], 'n.txt', { type: 'a/b', lastModified: 5 });
const clone = structuredClone({ blob, part: blob.slice(1, 3), file, again: file });
console.log(clone.blob !== blob, clone.blob, await clone.blob.text(), (await clone.part.arrayBuffer()).byteLength);
console.log(clone.file instanceof File, clone.file.name, clone.file.lastModified, clone.file.type, clone.file === clone.again,
  await clone.file.text(), Object.prototype.toString.call(clone.file));

const url = URL.createObjectURL(blob);
console.log(/^blob:http:\/\/127\.0\.0\.1:\d+\/[\da-f-]{36}$/.test(url), new URL(url).origin === location.origin);
const response = await fetch(`${url}#part`);
console.log(response.status, response.headers.get('content-type'), response.headers.get('content-length'), await response.text());
const show = (e) => `${e.name}: ${e.message}`;
console.log(await fetch(url, { method: 'POST' }).catch(show));

function start(source) {
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
  worker.next = () => new Promise((resolve) => {
    worker.onmessage = (e) => resolve(e.data);
    worker.onerror = (e) => { e.preventDefault(); resolve(`error: ${e.message}`); };
  });
  return worker;
}
const worker = start(`onmessage = async ({ data }) => {
  if (data instanceof Blob) postMessage(['blob', data.type, await data.text()]);
  else if (typeof data === 'string') postMessage(await fetch(data).then((r) => r.text(), (e) => e.name));
  else postMessage(URL.createObjectURL(new File(['from the worker é'], 'f')));
}`);
for (const message of [blob, url]) {
  worker.postMessage(message);
  console.log(await worker.next());
}
worker.postMessage(1);
const theirs = await worker.next();
console.log(await (await fetch(theirs)).text());
URL.revokeObjectURL(url);
console.log(await fetch(url).catch(show));
worker.postMessage(url);
console.log(await worker.next());
URL.revokeObjectURL('blob:nothing');
URL.revokeObjectURL('not a URL');

// A URL may be given back as soon as the worker was made; the worker has its script.
const quick = URL.createObjectURL(new Blob(['postMessage(location.href === "' + 'x"); postMessage(typeof importScripts)']));
const early = new Worker(quick);
URL.revokeObjectURL(quick);
console.log(await new Promise((resolve) => { early.onmessage = (e) => resolve(e.data); }));
const late = new Worker(quick);
console.log(await new Promise((resolve) => { late.onerror = (e) => { e.preventDefault(); resolve(e.type); }; }));
const typed = new Worker(URL.createObjectURL(new Blob(['const x = await 7; postMessage([x, import.meta.url.slice(0, 5)])'])), { type: 'module' });
console.log(await new Promise((resolve) => { typed.onmessage = (e) => resolve(e.data); }));

// The URLs of a worker go with it.
worker.terminate();
for (;;) {
  const gone = await fetch(theirs).then(() => false, () => true);
  if (gone) break;
  await new Promise((resolve) => setTimeout(resolve, 1));
}
console.log('gone');
for (const w of [early, typed]) w.terminate();
