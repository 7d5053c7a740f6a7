const fs = require('fs/promises');
const ticks = setInterval(() => console.log('tick'), 1);

async function main() {
  const text = await fs.readFile('weave.txt', 'utf8');
  clearInterval(ticks);
  console.log(text.split('\n').length - 1, 'lines');
}

main();
console.log('reading');
