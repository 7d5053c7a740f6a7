const { sizes } = require('./tasks.js');
const n = Math.max(2, navigator.hardwareConcurrency);

// The tasks are dealt out in a row, each worker gets a share and works on it in order.
function runShare(share) {
  return new Promise((resolve) => {
    const worker = new Worker('worker.js');
    const results = [];
    worker.onmessage = (event) => {
      results.push(event.data);
      if (results.length === share.length) {
        worker.terminate();
        resolve(results);
      }
    };
    share.forEach((operations, i) => worker.postMessage({ seed: i + 1, operations }));
  });
}

async function main() {
  const all = sizes(params.tasks, params.work);
  const length = Math.ceil(all.length / n);
  const shares = [];
  for (let i = 0; i < all.length; i += length) {
    shares.push(all.slice(i, i + length));
  }
  const results = await Promise.all(shares.map(runShare));
  console.log(results.flat().length, 'results from', shares.length, 'workers');
}

main();
