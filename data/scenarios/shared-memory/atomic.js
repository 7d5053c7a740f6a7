// Both workers add to the same number.
const shared = new SharedArrayBuffer(4);
const count = new Int32Array(shared);
let running = 2;

for (let i = 0; i < 2; i++) {
  const worker = new Worker('atomic-worker.js');
  worker.onmessage = () => {
    worker.terminate();
    running--;
    if (running === 0) {
      const expected = 2 * params.additions * 1000;
      console.log(count[0] === expected ? 'correct:' : 'updates were lost:', count[0], 'of', expected);
    }
  };
  worker.postMessage({ shared, additions: params.additions * 1000 });
}
