// What Heddle does not have says what to use instead.
const fs = require('fs');
for (const id of ['worker_threads', 'http', 'node:child_process', 'node:nothing', 'lodash', 'fs'])
  try { console.log(id, typeof require(id)); } catch (error) { console.log(error.code, error.message.split('\n')[0]); }
for (const action of [() => fs.writeFileSync('x', 'y'), () => fs.promises.writeFile('x'), () => fs.createWriteStream('x')])
  try { action(); } catch (error) { console.log(error.code, error.message); }
