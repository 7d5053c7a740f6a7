const { compute } = require('./compute.js');

async function one(number) {
  const response = await fetch(`/data/part${number}?delay=${params.delay}`);
  const text = await response.text();
  return compute(text.length, params.work * 1e6);
}

async function main() {
  const numbers = Array.from({ length: params.parts }, (_, i) => i + 1);
  const results = await Promise.all(numbers.map(one));
  console.log(results.length, 'parts are done');
}

main();
