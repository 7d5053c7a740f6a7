// Everything on one thread beside the main one.
const WORKERS = 1;
const { Pool } = require('./pool.js');

async function main() {
  const pool = new Pool('worker.js', WORKERS);
  const parts = Array.from({ length: WORKERS }, (_, i) => ({ seed: i + 1, operations: (params.work * 1e6) / WORKERS }));
  const results = await Promise.all(parts.map((part) => pool.run(part)));
  pool.close();
  console.log(results.length, results.length === 1 ? 'part is done' : 'parts are done');
}

main();
