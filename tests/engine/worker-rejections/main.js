// An unhandled rejection in a worker is its own: an event there, then the console; never an error event of the Worker
// (HTML, "Unhandled promise rejections"), and the worker goes on.
const log = (...what) => console.log(...what);
self.onerror = () => log('WRONG: error here');
self.onunhandledrejection = () => log('WRONG: rejection here');
const worker = new Worker('rejects.js');
worker.onerror = () => log('WRONG: error of the worker');
const heard = [];
await new Promise((resolve) => {
  worker.onmessage = ({ data }) => { log(data); if (data === 'end') resolve(); };
});
worker.terminate();
