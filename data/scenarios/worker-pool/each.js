const { sizes } = require('./tasks.js');

function runAlone(task) {
  return new Promise((resolve) => {
    const worker = new Worker('worker.js');
    worker.onmessage = (event) => {
      worker.terminate();
      resolve(event.data);
    };
    worker.postMessage(task);
  });
}

async function main() {
  const results = await Promise.all(
    sizes(params.tasks, params.work).map((operations, i) => runAlone({ seed: i + 1, operations })));
  console.log(results.length, 'results from', results.length, 'workers');
}

main();
