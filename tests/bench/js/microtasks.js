// A million awaits, a million reactions, in ms. The median.
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const N = 1000000;

async function awaits() {
  const start = performance.now();
  for (let i = 0; i < N; i++) await null;
  return performance.now() - start;
}

function reactions() {
  return new Promise((resolve) => {
    const start = performance.now();
    let promise = Promise.resolve(0);
    let left = N;
    const next = () => {
      if (--left === 0) return resolve(performance.now() - start);
      promise = promise.then(next);
      return undefined;
    };
    promise = promise.then(next);
  });
}

async function repeat(times, measure) {
  const all = [];
  for (let i = 0; i < times; i++) all.push(await measure());
  return median(all);
}

async function main() {
  console.log(JSON.stringify({ await: await repeat(5, awaits), then: await repeat(5, reactions) }));
}

main();
