let balance = 100;

async function withdraw(name, amount) {
  const before = balance;
  const response = await fetch(`/data/${name}?delay=${params.delay}`); // the bank agrees
  await response.text();
  balance = before - amount;
  console.log(name, 'took', amount, 'and leaves', balance);
}

async function main() {
  await Promise.all([withdraw('Ada', 30), withdraw('Ben', 50)]);
  console.log(balance === 20 ? 'correct:' : 'wrong:', balance);
}

main();
