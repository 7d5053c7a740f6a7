// The first is handled by the event, the second is reported.
onunhandledrejection = (e) => {
  postMessage(['unhandled', e.reason, e.promise instanceof Promise, e.cancelable, e.target === self]);
  e.preventDefault();
  onunhandledrejection = null;
  Promise.reject(new TypeError('of a worker'));
  setTimeout(() => postMessage('end'));
};
onerror = () => postMessage('WRONG: error in the worker');
Promise.reject('prevented');
