async function get(number) {
  const response = await fetch(`/data/item${number}?delay=${params.delay}`);
  return response.json();
}

async function main() {
  const numbers = Array.from({ length: params.requests }, (_, i) => i + 1);
  const results = await Promise.all(numbers.map(get));
  console.log(results.length, 'answers');
}

main();
