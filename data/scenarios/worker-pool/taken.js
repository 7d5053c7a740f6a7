const { sizes } = require('./tasks.js');
const { Pool } = require('./pool.js');

async function main() {
  const n = Math.max(2, navigator.hardwareConcurrency);
  const pool = new Pool('worker.js', n);
  const results = await Promise.all(
    sizes(params.tasks, params.work).map((operations, i) => pool.run({ seed: i + 1, operations })));
  pool.close();
  console.log(results.length, 'results from', n, 'workers');
}

main();
