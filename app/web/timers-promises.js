// SPDX-License-Identifier: GPL-3.0-or-later
//
// timers-promises.js: what `require('timers/promises')` gives: Node's timers as promises.
(function (heddle) {
  'use strict';

  const { ArrayPrototypePush, ArrayPrototypeShift, Error, Promise, SymbolAsyncIterator } = heddle.primordials;
  const { makeError } = heddle.use('node-errors.js');
  const timers = heddle.use('timers.js');

  function abortError(signal) {
    const error = makeError(Error, 'ABORT_ERR', 'The operation was aborted');
    error.name = 'AbortError';
    error.cause = signal.reason;
    return error;
  }

  function setTimeout(delay, value, { signal } = {}) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(abortError(signal));
        return;
      }
      const id = timers.setTimeout(() => {
        signal?.removeEventListener('abort', abort);
        resolve(value);
      }, delay);
      const abort = () => {
        timers.clearTimeout(id);
        reject(abortError(signal));
      };
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  function setImmediate(value, options) {
    return setTimeout(0, value, options);
  }

  // An async iterator that gives `value` each time the interval is due, late ones too.
  function setInterval(delay, value, { signal } = {}) {
    let due = 0;
    let failure;
    const waiting = [];
    const settle = () => {
      while (waiting.length > 0 && (due > 0 || failure !== undefined)) {
        const { resolve, reject } = ArrayPrototypeShift(waiting);
        if (due > 0) {
          due--;
          resolve({ value, done: false });
        } else {
          reject(failure);
        }
      }
    };
    const id = timers.setInterval(() => { due++; settle(); }, delay);
    const abort = () => {
      timers.clearInterval(id);
      failure = abortError(signal);
      settle();
    };
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
    return {
      next: () => new Promise((resolve, reject) => { ArrayPrototypePush(waiting, { resolve, reject }); settle(); }),
      return: async () => {
        timers.clearInterval(id);
        return { value: undefined, done: true };
      },
      [SymbolAsyncIterator]() { return this; },
    };
  }

  return {
    promises: {
      setTimeout, setImmediate, setInterval,
      scheduler: { wait: (delay, options) => setTimeout(delay, undefined, options), yield: () => setImmediate() },
    },
  };
})
