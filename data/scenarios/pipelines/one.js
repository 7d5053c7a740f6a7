const worker = new Worker('all-stages.js');
let done = 0;
worker.onmessage = () => {
  done++;
  if (done === params.items) {
    console.log(done, 'items are through');
    worker.terminate();
  }
};
for (let item = 1; item <= params.items; item++) {
  worker.postMessage({ item, works: [params.first, params.second, params.third] });
}
