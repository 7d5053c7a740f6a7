onmessage = (e) => {
  const view = new Int32Array(e.data);
  for (let i = 0; i < 25_000; i++) Atomics.add(view, 0, 1);
  postMessage('done');
};
