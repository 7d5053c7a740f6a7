// What the worker is to add up.
let data = Array.from({ length: 1000 }, (_, index) => index + 1);

// main.js
let worker = new Worker("worker.js");
worker.addEventListener("message", function (event) {
  console.log("Result:", event.data);
});

worker.postMessage(data);
