let balance = 100;
let last = Promise.resolve();

// Runs one after the other, however they are called.
function locked(action) {
  const result = last.then(action);
  last = result.catch(() => {});
  return result;
}

async function withdraw(name, amount) {
  const before = balance;
  const response = await fetch(`/data/${name}?delay=${params.delay}`); // the bank agrees
  await response.text();
  balance = before - amount;
  console.log(name, 'took', amount, 'and leaves', balance);
}

async function main() {
  await Promise.all([locked(() => withdraw('Ada', 30)), locked(() => withdraw('Ben', 50))]);
  console.log(balance === 20 ? 'correct:' : 'wrong:', balance);
}

main();
