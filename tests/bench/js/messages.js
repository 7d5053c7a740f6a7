// Messages to a worker and back, and new workers: one line of JSON with figures. It runs in Node too.
if (typeof Worker === 'undefined') {
  const threads = require('worker_threads');
  globalThis.Worker = class {
    constructor(file) {
      this.thread = new threads.Worker(`${__dirname}/${file}`);
      this.thread.on('message', (data) => this.onmessage?.({ data }));
    }
    postMessage(value, transfer) { this.thread.postMessage(value, transfer); }
    terminate() { this.thread.terminate(); }
  };
}

const FILE = 'messages-worker.js';
const MIB64 = 64 * 1024 * 1024;
const worker = new Worker(FILE);

function ask(value, transfer) {
  return new Promise((resolve) => {
    worker.onmessage = (e) => resolve(e.data);
    worker.postMessage(value, transfer);
  });
}

// The best of several times of `run ()`, in milliseconds.
async function best(repeats, run) {
  let least = Infinity;
  for (let i = 0; i < repeats; i++) least = Math.min(least, await run());
  return least;
}

async function timed(run) {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

const pingPong = (n) => timed(() => new Promise((resolve) => {
  let i = 0;
  worker.onmessage = () => { if (++i === n) resolve(); else worker.postMessage({ echo: 1, i }); };
  worker.postMessage({ echo: 1, i });
}));

const oneWay = (n) => timed(async () => {
  worker.postMessage({ reset: 1 });
  for (let i = 0; i < n; i++) worker.postMessage({ i, name: 'x', ok: true });
  const arrived = await ask({ last: 1 });
  if (arrived !== n) throw new Error(`${arrived} of ${n} messages arrived`);
});

async function send(isTransferred) {
  const buffer = new ArrayBuffer(MIB64);
  new Uint8Array(buffer).fill(1);
  return timed(() => ask({ buffer }, isTransferred ? [buffer] : undefined));
}

async function startWorkers(n) {
  const workers = [];
  const time = await timed(() => new Promise((resolve) => {
    let answers = 0;
    for (let i = 0; i < n; i++) {
      workers[i] = new Worker(FILE);
      workers[i].onmessage = () => { if (++answers === n) resolve(); };
      workers[i].postMessage({ echo: 1 });
    }
  }));
  for (const each of workers) each.terminate();
  return time;
}

(async () => {
  await ask({ echo: 1 });
  const figures = {
    pingPongUs: await best(5, () => pingPong(2000)) / 2,
    oneWayPerMs: 100_000 / await best(3, () => oneWay(100_000)),
    copied64MiBMs: await best(5, () => send(false)),
    transferred64MiBMs: await best(5, () => send(true)),
    worker1Ms: await best(3, () => startWorkers(1)),
    worker16Ms: await best(3, () => startWorkers(16)),
  };
  worker.terminate();
  console.log(JSON.stringify(figures));
})();
