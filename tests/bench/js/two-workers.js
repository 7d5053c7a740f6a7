// How many times faster two workers are than one at twice the work. The median.
const N = 500;
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const ask = (worker) => new Promise((resolve) => {
  worker.onmessage = resolve;
  worker.postMessage(N);
});

async function main() {
  const workers = [new Worker('workers/compute.js'), new Worker('workers/compute.js')];
  const speedUps = [];
  await Promise.all(workers.map(ask));
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    await ask(workers[0]);
    await ask(workers[0]);
    const middle = performance.now();
    await Promise.all(workers.map(ask));
    speedUps.push((middle - start) / (performance.now() - middle));
  }
  for (const worker of workers) worker.terminate();
  console.log(JSON.stringify({ 'two-workers': median(speedUps) }));
}

main();
