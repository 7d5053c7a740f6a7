const buffer = new Uint8Array(params.size * 1024 * 1024);
buffer[0] = 1;

const worker = new Worker('worker.js');
worker.onmessage = (event) => {
  console.log('the worker made it', event.data[0], 'and mine is still', buffer[0]);
  worker.terminate();
};
const start = performance.now();
worker.postMessage(buffer);
console.log(`posting took ${(performance.now() - start).toFixed(2)} ms; I have ${buffer.length} bytes left`);
