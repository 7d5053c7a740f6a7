importScripts('compute.js');

onmessage = (event) => {
  const { item, works } = event.data;
  let value = item;
  for (const work of works) {
    value = compute(value, work * 1e6);
  }
  postMessage(value);
};
