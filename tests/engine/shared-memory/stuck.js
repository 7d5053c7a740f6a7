onmessage = ({ data: seen }) => {
  postMessage('about to sleep');
  try {
    Atomics.wait(seen, 0, 0);
    Atomics.store(seen, 0, 1);
  } catch {
    Atomics.store(seen, 1, 1);
  } finally {
    Atomics.store(seen, 1, 2);
  }
};
