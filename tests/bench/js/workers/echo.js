// Sends back what it gets: a number, or an ArrayBuffer, which it transfers back when it was transferred.
onmessage = ({ data }) => {
  if (typeof data === 'number') postMessage(data);
  else if (data.transferred) postMessage(data.buffer.byteLength, [data.buffer]);
  else postMessage(data.buffer.byteLength);
};
