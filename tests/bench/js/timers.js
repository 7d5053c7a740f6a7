// 100,000 timers of 0 ms, all set by one task, in ms until the last one has fired. The median.
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

function measure(n) {
  return new Promise((resolve) => {
    const start = performance.now();
    let fired = 0;
    const fire = () => { if (++fired === n) resolve(performance.now() - start); };
    for (let i = 0; i < n; i++) setTimeout(fire, 0);
  });
}

async function main() {
  const times = [];
  for (let i = 0; i < 5; i++) times.push(await measure(100000));
  console.log(JSON.stringify({ timers: median(times) }));
}

main();
