const fs = require('fs');
const ticks = setInterval(() => console.log('tick'), 1);

const text = fs.readFileSync('weave.txt', 'utf8');
clearInterval(ticks);
console.log(text.split('\n').length - 1, 'lines');
console.log('reading is over');
