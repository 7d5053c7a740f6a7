// Says how long each click had to wait for its handler.
let count = 0;

addEventListener('click', (event) => {
  const delay = performance.now() - event.timeStamp;
  count++;
  console.log(`click ${count} waited ${delay.toFixed(0)} ms`);
});
