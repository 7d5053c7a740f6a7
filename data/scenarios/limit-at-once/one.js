async function get(number) {
  const response = await fetch(`/data/item${number}?delay=${params.delay}`);
  return response.json();
}

async function main() {
  const results = [];
  for (let number = 1; number <= params.requests; number++) {
    results.push(await get(number));
  }
  console.log(results.length, 'answers');
}

main();
