// Two locks in shared memory; two workers need both of them.
const shared = new SharedArrayBuffer(8);
const workers = [[0, 1], [0, 1]].map((order) => {
  const worker = new Worker('worker.js');
  worker.postMessage({ shared, order, hold: params.hold });
  return worker;
});
let done = 0;

const patience = setTimeout(() => {
  console.log('a deadlock: each worker waits for what the other one holds');
  workers.forEach((worker) => worker.terminate());
}, params.patience);

for (const worker of workers) {
  worker.onmessage = (event) => {
    console.log(event.data);
    done++;
    if (done === workers.length) {
      clearTimeout(patience);
      workers.forEach((worker) => worker.terminate());
    }
  };
}
