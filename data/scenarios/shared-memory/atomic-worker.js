onmessage = (event) => {
  const count = new Int32Array(event.data.shared);
  for (let i = 0; i < event.data.additions; i++) {
    Atomics.add(count, 0, 1);
  }
  postMessage('done');
};
