const { compute } = require('./compute.js');
const { Pool } = require('./pool.js');
const SERIAL = 0.25;

async function main() {
  const n = navigator.hardwareConcurrency;
  const pool = new Pool('worker.js', n);
  compute(1, params.work * 1e6 * SERIAL);
  const part = { seed: 2, operations: (params.work * 1e6 * (1 - SERIAL)) / n };
  await Promise.all(Array.from({ length: n }, () => pool.run(part)));
  pool.close();
  console.log('done on', n, n === 1 ? 'worker' : 'workers');
}

main();
