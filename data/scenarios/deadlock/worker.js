// 0: free, 1: taken.
function take(locks, index) {
  while (Atomics.compareExchange(locks, index, 0, 1) !== 0) {
    Atomics.wait(locks, index, 1);
  }
}

function give(locks, index) {
  Atomics.store(locks, index, 0);
  Atomics.notify(locks, index, 1);
}

onmessage = (event) => {
  const { shared, order, hold } = event.data;
  const locks = new Int32Array(shared);
  take(locks, order[0]);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, hold); // works for a while
  take(locks, order[1]);
  give(locks, order[1]);
  give(locks, order[0]);
  postMessage(`one worker had both locks, ${order.map((lock) => 'AB'[lock]).join(' then ')}`);
};
