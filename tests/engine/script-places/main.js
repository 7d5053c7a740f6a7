// What counts from the script that says it: require, import, importScripts, fetch, new Worker, import.meta.
var ofScript = 2;
const under = (path) => path.slice(path.indexOf('script-places'));
console.log(under(__filename), under(__dirname));
const asked = require('./sub/asked.js');
console.log(asked.place.map(under), asked.sloppy);
asked.later().then(async (answer) => {
  console.log(answer);
  const worker = new Worker('sub/worker.js');
  for (let heard; heard !== 'end';) {
    heard = await new Promise((resolve) => {
      worker.onmessage = (e) => resolve(e.data);
      worker.onerror = (e) => { e.preventDefault(); resolve(e.message); };
    });
    console.log(heard);
  }
  const url = URL.createObjectURL(new Blob([`
    postMessage(__filename.slice(-13));
    try { importScripts('other.js'); } catch (e) { postMessage(e.name); }
    fetch('data.txt').catch((e) => postMessage(e.name));
  `]));
  const ofBlob = new Worker(url);
  let count = 0;
  ofBlob.onmessage = (e) => { console.log(e.data); if (++count === 3) finish(); };
});
async function finish() {
  // A script with import () is a script all the same: sloppy, its variables global.
  leaked = 1;
  console.log(leaked, globalThis.ofScript, (function () { return this === globalThis; })(), this === globalThis || this === module.exports);
  const [one, two] = await Promise.all([import('./sub/deep/one.mjs'), import(`./sub/deep/${'one'}.mjs`)]);
  console.log(one === two, one.default.map(under));
  console.log(one.meta.map(under));
  await import('./nothing.mjs').catch((e) => console.log(e.name, e.code));
  const tail = () => import('./sub/deep/one.mjs');
  const strict = function () { 'use strict'; return import('./sub/deep/one.mjs'); };
  console.log(await tail() === one, await strict() === one);
  console.log(Object.keys(globalThis).filter((key) => /^[$_]/.test(key)));
}
