const { compute } = require('./compute.js');
let clicks = 0;
addEventListener('click', (event) => {
  console.log(`click ${++clicks} had to wait for ${(performance.now() - event.timeStamp).toFixed(0)} ms`);
});

async function main() {
  for (let item = 1; item <= params.items; item++) {
    compute(item, params.work * 1e6);
    await null; // comes back in a microtask
  }
  console.log('the list is done');
}

main();
