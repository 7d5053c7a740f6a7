// A tick every 50 ms, as long as the work goes on: the thread is not blocked.
const ticks = setInterval(() => console.log('tick'), 50);

async function get(name) {
  const response = await fetch(`/data/${name}?delay=${params.delay}`);
  return response.json();
}

async function main() {
  const a = await get('a');
  const b = await get('b');
  const c = await get('c');
  clearInterval(ticks);
  console.log([a, b, c].map((data) => data.name).join(' '));
}

main();
console.log('the requests are on their way');
