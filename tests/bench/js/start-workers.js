// From `new Worker` to its first message, in ms: one, and 16 at once until the last has answered. Medians.
const answer = (worker) => new Promise((resolve) => { worker.onmessage = resolve; });
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

async function measure(n) {
  const start = performance.now();
  const workers = Array.from({ length: n }, () => new Worker('workers/ready.js'));
  await Promise.all(workers.map(answer));
  const ms = performance.now() - start;
  for (const worker of workers) worker.terminate();
  await new Promise((resolve) => { setTimeout(resolve, 20); });
  return ms;
}

async function repeat(n, times) {
  const all = [];
  for (let i = 0; i < times; i++) all.push(await measure(n));
  return median(all);
}

async function main() {
  console.log(JSON.stringify({ 'worker-1': await repeat(1, 7), 'worker-16': await repeat(16, 3) }));
}

main();
