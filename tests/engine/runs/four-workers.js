let left = 4;
for (let i = 0; i < 4; i++) {
  const worker = new Worker('turns-worker.js');
  worker.onmessage = () => { worker.terminate(); if (--left === 0) console.log('done'); };
  worker.postMessage(1e8);
}
