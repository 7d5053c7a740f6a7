// One answer fails after half the delay, one comes after the delay, one after twice the delay.
async function get(path, delay) {
  const response = await fetch(`${path}?delay=${delay}`);
  if (!response.ok) {
    throw new Error(`${path} answered ${response.status}`);
  }
  return path;
}

const requests = [
  get('/data/quick', params.delay),
  get('/status/503', params.delay / 2),
  get('/data/slow', params.delay * 2),
];

Promise.allSettled(requests)
  .then((result) => console.log('fulfilled with', result))
  .catch((error) => console.log('rejected:', error.message));
