// Messages between two threads. ping-pong: µs for a round trip of a number. one-way: thousand small objects a second.
// copied, transferred: ms until a buffer of 64 MiB has arrived and a short answer is back. Medians.
const MIB = 2 ** 20;
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const ask = (worker, message, transfer) => new Promise((resolve) => {
  worker.onmessage = resolve;
  worker.postMessage(message, transfer);
});

function pingPong(worker, n) {
  return new Promise((resolve) => {
    const start = performance.now();
    worker.onmessage = ({ data }) => {
      if (data < n) worker.postMessage(data + 1);
      else resolve(((performance.now() - start) * 1000) / n);
    };
    worker.postMessage(1);
  });
}

function oneWay(worker, n) {
  return new Promise((resolve) => {
    let received = 0;
    const start = performance.now();
    worker.onmessage = ({ data }) => {
      if (data.index !== received++) throw new Error('out of order');
      if (received === n) resolve(n / (performance.now() - start));
    };
    worker.postMessage(n);
  });
}

async function buffer(worker, transferred) {
  const bytes = new ArrayBuffer(64 * MIB);
  new Uint8Array(bytes).fill(7);
  const start = performance.now();
  await ask(worker, { buffer: bytes, transferred }, transferred ? [bytes] : []);
  if (transferred !== (bytes.byteLength === 0)) throw new Error('not as it was asked for');
  return performance.now() - start;
}

async function repeat(times, measure) {
  const all = [];
  for (let i = 0; i < times; i++) all.push(await measure());
  return median(all);
}

async function main() {
  const echo = new Worker('workers/echo.js');
  const many = new Worker('workers/many.js');
  const results = {
    'ping-pong': await repeat(5, () => pingPong(echo, 5000)),
    'one-way': await repeat(3, () => oneWay(many, 100000)),
    copied: await repeat(5, () => buffer(echo, false)),
    transferred: await repeat(5, () => buffer(echo, true)),
  };
  echo.terminate();
  many.terminate();
  console.log(JSON.stringify(results));
}

main();
