console.log('1: before');
const promise = new Promise((resolve, reject) => {
  console.log('2: the executor runs at once');
  setTimeout(reject, params.delay, new Error('the reason'));
});
console.log('3: after, and the promise is', promise);

promise
  .then((value) => console.log('never printed', value))
  .then((length) => console.log('never printed', length))
  .catch((error) => {
    console.log('4: rejected with', error.message);
    return 'mended';
  })
  .then((value) => console.log('5: the chain goes on with', value))
  .finally(() => console.log('6: settled, either way'));
