// Changes the first byte and sends everything back without copying it.
onmessage = (event) => {
  event.data[0]++;
  postMessage(event.data, [event.data.buffer]);
};
