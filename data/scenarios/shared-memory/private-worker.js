onmessage = (event) => {
  const count = new Int32Array(event.data.shared);
  let mine = 0;
  for (let i = 0; i < event.data.additions; i++) {
    mine++;
  }
  Atomics.add(count, 0, mine);
  postMessage('done');
};
