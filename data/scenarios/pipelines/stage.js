importScripts('compute.js');

let work, to;

function handle(event) {
  to.postMessage({ item: compute(event.data.item, work * 1e6) });
}

// The first message brings the ports; items come from the worker before, or from the main thread.
onmessage = (event) => {
  if (event.data.to) {
    ({ work, to } = event.data);
    if (event.data.from) {
      event.data.from.onmessage = handle;
    }
  } else {
    handle(event);
  }
};
