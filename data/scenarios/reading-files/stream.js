const fs = require('fs');
const ticks = setInterval(() => console.log('tick'), 1);
let lines = 0;
let pieces = 0;

fs.createReadStream('weave.txt', { encoding: 'utf8', highWaterMark: 4096 })
  .on('data', (piece) => {
    pieces++;
    lines += piece.split('\n').length - 1;
  })
  .on('end', () => {
    clearInterval(ticks);
    console.log(lines, 'lines in', pieces, 'pieces');
  });
console.log('reading');
