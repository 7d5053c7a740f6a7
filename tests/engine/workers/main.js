// What workers and their creator say to one another.
function ask(worker, message, transfer) {
  return new Promise((resolve, reject) => {
    worker.onmessage = (e) => resolve(e.data);
    worker.onerror = (e) => { e.preventDefault(); reject(new Error(e.message)); };
    worker.postMessage(message, transfer);
  });
}

const echo = new Worker('echo.js', { name: 'mirror' });
console.log(await ask(echo, { list: [1, , 3], set: new Set(['x']), error: null, text: '\ud800\0é😀' }));
console.log(await ask(echo, { about: true }));

const bytes = new Uint8Array(200_000).fill(7);
const back = await ask(echo, { bytes }, [bytes.buffer]);
console.log(bytes.length, back.bytes.length, back.bytes[199_999]);
const small = new Uint8Array([1, 2, 3]);
console.log(await ask(echo, { small }), small.length);

const { port1, port2 } = new MessageChannel();
port1.postMessage('waited in the queue');
const viaPort = new Promise((resolve) => { port1.onmessage = (e) => resolve(e.data); });
echo.postMessage({ port: port2 }, [port2]);
console.log(await viaPort);
console.log(await ask(new Worker('deep/nested.js'), 'down'));
console.log(await ask(new Worker('module.mjs', { type: 'module' }), 2));
console.log(await ask(new Worker('data:text/javascript,onmessage = (e) => postMessage(e.data * 2)'), 21));

const many = await Promise.all(Array.from({ length: 32 }, (_, i) => ask(new Worker('echo.js'), i)));
console.log(many.join());
let count = 0;
for (let i = 0; i < 50; i++) {
  const worker = new Worker('echo.js');
  count += await ask(worker, 1);
  worker.terminate();
}
console.log(count);

const closing = new Worker('closing.js');
const heard = [];
const closed = new Promise((resolve) => {
  closing.onmessage = (e) => { if (heard.push(e.data) === 2) resolve(); };
});
closing.postMessage('first');
closing.postMessage('second');
await closed;
const flood = new Worker('flood.js');
let n = 0, ordered = true;
flood.onmessage = (e) => {
  if (e.data === 'end') console.log(n, ordered, heard.join());
  else ordered &&= e.data.n === n++;
};
