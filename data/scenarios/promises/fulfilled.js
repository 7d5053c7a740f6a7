console.log('1: before');
const promise = new Promise((resolve) => {
  console.log('2: the executor runs at once');
  setTimeout(resolve, params.delay, 'the value');
});
console.log('3: after, and the promise is', promise);

promise
  .then((value) => {
    console.log('4: fulfilled with', value);
    return value.length;
  })
  .then((length) => console.log('5: the next promise has', length))
  .catch((error) => console.log('never printed', error))
  .finally(() => console.log('6: settled, either way:', promise));
