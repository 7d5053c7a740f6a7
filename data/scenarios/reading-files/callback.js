const fs = require('fs');
const ticks = setInterval(() => console.log('tick'), 1);

fs.readFile('weave.txt', 'utf8', (error, text) => {
  clearInterval(ticks);
  if (error) throw error;
  console.log(text.split('\n').length - 1, 'lines');
});
console.log('reading');
