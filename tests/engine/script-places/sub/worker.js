const short = (path) => path.slice(path.indexOf('script-places'));
postMessage([...[__filename, __dirname].map(short), location.pathname, short(require.main.filename)]);
postMessage(require('./asked.js').place.map(short));
importScripts('deep/imported.js', './deep/imported.js');
postMessage([imported, typeof sloppyGlobal, this === self]);
var sloppyGlobal = 1;
(async () => {
  postMessage((await fetch('data.txt').then((r) => r.text())).trim());
  postMessage((await import('./deep/one.mjs')).name);
  postMessage(await fromImported());
  const nested = new Worker('deep/nested.js');
  nested.onmessage = (e) => { postMessage(e.data); postMessage('end'); };
})();
