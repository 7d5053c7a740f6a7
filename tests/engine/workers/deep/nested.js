importScripts('parts/one.js', '../two.js');
const inner = new Worker('inner.js');
onmessage = (e) => inner.postMessage(one(two(e.data)));
inner.onmessage = (e) => { postMessage(e.data); close(); };
