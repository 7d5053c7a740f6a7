// Parallel: each worker is a thread, and fetches and computes its share of the tasks.
function startWorker(numbers) {
  return new Promise((resolve, reject) => {
    const worker = new Worker('worker.js');
    worker.onmessage = (event) => {
      worker.terminate();
      resolve(event.data);
    };
    worker.onerror = reject;
    worker.postMessage({ numbers, delay: params.delay, work: params.work });
  });
}

async function main() {
  // A worker for each core, and two where there is one core, to see them take turns; the tasks are dealt out like cards.
  const workers = Math.min(params.tasks, Math.max(2, navigator.hardwareConcurrency));
  const shares = [];
  for (let i = 0; i < workers; i++) {
    shares.push([]);
  }
  for (let number = 1; number <= params.tasks; number++) {
    shares[(number - 1) % shares.length].push(number);
  }

  const answers = await Promise.all(shares.map(startWorker));
  const results = [];
  for (const { number, result } of answers.flat()) {
    results[number - 1] = result;
  }
  console.log('results:', results.join(' '));
}

main();
