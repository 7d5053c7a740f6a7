const workers = [1, 2, 3].map(() => new Worker('stage.js'));
const works = [params.first, params.second, params.third];

// A channel from each worker to the next one; the last answers here.
const first = new MessageChannel();
const second = new MessageChannel();
const last = new MessageChannel();
workers[0].postMessage({ work: works[0], to: first.port1 }, [first.port1]);
workers[1].postMessage({ work: works[1], from: first.port2, to: second.port1 }, [first.port2, second.port1]);
workers[2].postMessage({ work: works[2], from: second.port2, to: last.port1 }, [second.port2, last.port1]);

let done = 0;
last.port2.onmessage = () => {
  done++;
  if (done === params.items) {
    console.log(done, 'items are through');
    workers.forEach((worker) => worker.terminate());
    last.port2.close();
  }
};
for (let item = 1; item <= params.items; item++) {
  workers[0].postMessage({ item });
}
