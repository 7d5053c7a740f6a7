// All steps start now; the last callback to come prints the result.
const fs = require('fs');

const names = ['spring.txt', 'summer.txt', 'autumn.txt'];
const texts = [];
let missing = names.length;

names.forEach((name, i) => {
  fs.readFile(name, 'utf8', (error, text) => {
    if (error) throw error;
    texts[i] = text;
    missing--;
    if (missing === 0) {
      console.log(texts.join(''));
    }
  });
});
console.log('this line comes first');
