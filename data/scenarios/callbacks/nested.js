// Each step starts in the callback of the step before.
const fs = require('fs');

fs.readFile('spring.txt', 'utf8', (error, spring) => {
  if (error) throw error;
  fs.readFile('summer.txt', 'utf8', (error, summer) => {
    if (error) throw error;
    fs.readFile('autumn.txt', 'utf8', (error, autumn) => {
      if (error) throw error;
      console.log(spring + summer + autumn);
    });
  });
});
console.log('this line comes first');
