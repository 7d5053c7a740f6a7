let left = 2;
for (let i = 0; i < 2; i++) {
  const worker = new Worker('turns-worker.js');
  worker.onmessage = () => { worker.terminate(); if (--left === 0) console.log('done'); };
  worker.postMessage(3e8);
}
