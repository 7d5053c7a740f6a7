// Six requests for the same thing: the first good answer is enough.
const controller = new AbortController();

async function get(number) {
  const path = `/flaky?rate=${params.rate}&seed=${number + 20}&delay=${params.delay * number}`;
  const response = await fetch(path, { signal: controller.signal });
  if (!response.ok) {
    throw new Error(`answer ${number} has status ${response.status}`);
  }
  return number;
}

async function main() {
  const requests = [1, 2, 3, 4, 5, 6].map(get);
  const first = await Promise.any(requests);
  controller.abort();
  console.log(`answer ${first} is enough`);
  const fates = await Promise.allSettled(requests);
  console.log(fates.map((fate) => fate.reason?.name ?? 'fulfilled').join(', '));
}

main();
