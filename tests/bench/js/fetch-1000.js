// 1,000 concurrent requests, answered at once and after 50 ms, in ms until all bodies are there. Medians, and the first ones.
// In Heddle as it is; in Node with the server's origin in the environment variable ORIGIN.
const origin = typeof process === 'object' && process.env ? process.env.ORIGIN ?? '' : '';
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

async function measure(path) {
  const start = performance.now();
  const bodies = await Promise.all(
    Array.from({ length: 1000 }, (_, i) => fetch(`${origin}${path.replace('N', i)}`).then((response) => response.json())));
  if (bodies.length !== 1000) throw new Error('some are missing');
  return performance.now() - start;
}

async function repeat(path) {
  const times = [];
  for (let i = 0; i < 5; i++) times.push(await measure(path));
  return { first: times[0], median: median(times) };
}

async function main() {
  const at0ms = await repeat('/data/N');
  const at50ms = await repeat('/data/N?delay=50');
  console.log(JSON.stringify({ 'fetch-first': at0ms.first, 'fetch-0': at0ms.median, 'fetch-50': at50ms.median }));
}

main();
