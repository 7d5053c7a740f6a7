// One try for each: what fails is lost.
async function get(number) {
  const response = await fetch(`/flaky?rate=${params.rate}&seed=${number}&delay=${params.delay}`);
  if (!response.ok) {
    throw new Error(`answer ${number} has status ${response.status}`);
  }
  return number;
}

async function main() {
  const results = await Promise.allSettled([1, 2, 3, 4, 5, 6].map(get));
  for (const result of results) {
    console.log(result.status === 'fulfilled' ? `answer ${result.value} is here` : result.reason.message);
  }
}

main();
