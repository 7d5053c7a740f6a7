let gate;
onmessage = (e) => {
  if (e.data === 'notify') {
    while (Atomics.notify(gate, 0) === 0);
    return;
  }
  gate = e.data;
  postMessage([gate.constructor.name, gate.buffer instanceof SharedArrayBuffer, gate.length]);
  postMessage(Atomics.wait(gate, 0, 0));
  let answer = 'not-equal';
  while (Atomics.load(gate, 0) === 0) answer = Atomics.wait(gate, 0, 0);
  postMessage([answer === 'ok' || answer === 'not-equal', gate[1]]);
  postMessage(Atomics.wait(gate, 0, 0));
  postMessage(Atomics.wait(gate, 0, 1, 1));
  postMessage(Atomics.wait(new BigInt64Array(new SharedArrayBuffer(8)), 0, 0n, -1));
};
