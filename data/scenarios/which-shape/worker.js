importScripts('compute.js');

onmessage = (event) => postMessage(compute(event.data.seed, event.data.operations));
