onmessage = (event) => {
  const count = new Int32Array(event.data.shared);
  for (let i = 0; i < event.data.additions; i++) {
    count[0]++;
  }
  postMessage('done');
};
