importScripts('compute.js');

onmessage = (event) => {
  postMessage(compute(1, event.data));
};
