// 1,000 concurrent requests, answered at once and after 50 ms. Prints one line of JSON: milliseconds, the best of three.
// In Heddle as it is; in Node with the server's origin in the environment variable ORIGIN.
const origin = typeof process === 'object' && process.env ? process.env.ORIGIN ?? '' : '';

async function measure(path) {
  const start = performance.now();
  const bodies = await Promise.all(Array.from({ length: 1000 }, (_, i) => fetch(`${origin}${path.replace('N', i)}`).then((r) => r.json())));
  if (bodies.length !== 1000) throw new Error('some are missing');
  return performance.now() - start;
}

async function best(path) {
  const times = [];
  for (let i = 0; i < 3; i++) times.push(await measure(path));
  return { first: Math.round(times[0]), best: Math.round(Math.min(...times)) };
}

async function main() {
  const at0ms = await best('/data/N');
  const at50ms = await best('/data/N?delay=50');
  console.log(JSON.stringify({ bench: 'fetch-1000', at0ms, at50ms }));
}

main();
