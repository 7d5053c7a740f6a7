// One after another: the next task starts when the last one is done.
const { runTask } = require('./task.js');

async function main() {
  const results = [];
  for (let number = 1; number <= params.tasks; number++) {
    results.push(await runTask(number, params.delay, params.work));
  }
  console.log('results:', results.join(' '));
}

main();
