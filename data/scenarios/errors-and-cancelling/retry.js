const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Up to five tries for each, with a pause that doubles.
async function get(number) {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`/flaky?rate=${params.rate}&seed=${number * 10 + attempt}&delay=${params.delay}`);
    if (response.ok) {
      return `answer ${number} is here after ${attempt} ${attempt === 1 ? 'try' : 'tries'}`;
    }
    if (attempt === 5) {
      throw new Error(`answer ${number} has status ${response.status}, five times`);
    }
    await pause(25 * 2 ** attempt);
  }
}

async function main() {
  const results = await Promise.allSettled([1, 2, 3, 4, 5, 6].map(get));
  for (const result of results) {
    console.log(result.value ?? result.reason.message);
  }
}

main();
