const { Pool } = require('./pool.js');

async function main() {
  const pool = new Pool('worker.js', navigator.hardwareConcurrency);
  const numbers = Array.from({ length: params.parts }, (_, i) => i + 1);
  const results = await Promise.all(numbers.map(async (number) => {
    const response = await fetch(`/data/part${number}?delay=${params.delay}`);
    const text = await response.text();
    return pool.run({ seed: text.length, operations: params.work * 1e6 });
  }));
  pool.close();
  console.log(results.length, 'parts are done');
}

main();
