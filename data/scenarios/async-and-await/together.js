// A tick every 50 ms, as long as the work goes on: the thread is not blocked.
const ticks = setInterval(() => console.log('tick'), 50);

async function get(name) {
  const response = await fetch(`/data/${name}?delay=${params.delay}`);
  return response.json();
}

async function main() {
  const promises = [get('a'), get('b'), get('c')];
  const all = [];
  for (const promise of promises) {
    all.push(await promise);
  }
  clearInterval(ticks);
  console.log(all.map((data) => data.name).join(' '));
}

main();
console.log('the requests are on their way');
