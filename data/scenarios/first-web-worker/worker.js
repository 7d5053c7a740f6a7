// The sum of the squares, again and again: some milliseconds of computing.
function performTask(numbers) {
  let sum = 0;
  for (let round = 0; round < 20000; round++) {
    sum = 0;
    for (const number of numbers) {
      sum += number * number;
    }
  }
  return sum;
}

// worker.js
self.addEventListener("message", function (event) {
  let result = performTask(event.data);
  self.postMessage(result);
});
