// Another thread computes. Clicks are handled at once.
require('./clicks.js');

const worker = new Worker('worker.js');
worker.onmessage = (event) => {
  console.log('result:', event.data);
  worker.terminate();
};
worker.postMessage(params.work * 1e6);
