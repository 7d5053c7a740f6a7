// Loaded into Node before each program of this folder (node --require): Worker, and a worker's own scope, as the web
// platform has them. Node's worker_threads differ: they are events of Node's own kind, and the worker's end is a port. The
// wrapping is as thin as it can be: one object and one call for each message.
'use strict';

const path = require('node:path');
const { Worker: NodeWorker, isMainThread, parentPort } = require('node:worker_threads');

// Sets what `set onmessage` does: the handler gets { data } from a Node port or worker.
function defineHandler(target, port) {
  Object.defineProperty(target, 'onmessage', {
    set(handler) {
      port.removeAllListeners('message');
      if (handler) port.on('message', (data) => handler({ data }));
    },
  });
}

if (isMainThread) {
  const folder = path.dirname(path.resolve(process.argv[1]));
  globalThis.self = globalThis;
  globalThis.Worker = class Worker {
    #worker;

    constructor(file) {
      this.#worker = new NodeWorker(path.resolve(folder, file));
      defineHandler(this, this.#worker);
    }

    postMessage(message, transfer) { this.#worker.postMessage(message, transfer); }
    terminate() { this.#worker.terminate(); }
  };
} else {
  globalThis.self = globalThis;
  globalThis.postMessage = (message, transfer) => parentPort.postMessage(message, transfer);
  defineHandler(globalThis, parentPort);
}
