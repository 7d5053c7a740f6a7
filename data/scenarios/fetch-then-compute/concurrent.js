// Concurrent: all tasks start at once. They wait together, but they compute on one thread.
const { runTask } = require('./task.js');

async function main() {
  const tasks = [];
  for (let number = 1; number <= params.tasks; number++) {
    tasks.push(runTask(number, params.delay, params.work));
  }
  const results = await Promise.all(tasks);
  console.log('results:', results.join(' '));
}

main();
