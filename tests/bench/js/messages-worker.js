// The worker of messages.js.
if (typeof postMessage === 'undefined') {
  const { parentPort } = require('worker_threads');
  globalThis.postMessage = (value, transfer) => parentPort.postMessage(value, transfer);
  parentPort.on('message', (data) => onmessage({ data }));
}
let n = 0;
onmessage = ({ data }) => {
  if (data.echo) postMessage(data);
  else if (data.reset) n = 0;
  else if (data.buffer) postMessage(data.buffer.byteLength);
  else if (data.last) postMessage(n);
  else n++;
};
