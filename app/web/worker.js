// SPDX-License-Identifier: GPL-3.0-or-later
//
// worker.js: Worker (HTML, "Dedicated workers and the Worker interface"). What a worker itself sees is in worker-scope.js;
// threads and files are in worker.c.
(function (heddle) {
  'use strict';

  const { StringPrototypeSlice, StringPrototypeToLowerCase } = heddle.primordials;
  const { requireArguments, shapeInterface, converters } = heddle.use('webidl.js');
  const { EventTarget, ErrorEvent, dispatchTrusted, hasListeners } = heddle.use('events.js');
  const { defineEventHandler } = heddle.use('event-handlers.js');
  const { post, transferArgument } = heddle.use('message-port.js');
  const { withoutFragment } = heddle.use('fetch-url.js');
  const { native, global } = heddle;

  const options = [
    { name: 'credentials', convert: converters.DOMString },
    { name: 'name', convert: converters.DOMString, fallback: '' },
    {
      name: 'type', fallback: 'classic',
      convert: (value) => converters.enumeration(value, ['classic', 'module'], "Failed to construct 'Worker': member type"),
    },
  ];

  // The text of a script that a data: or blob: URL stands for, as UTF-8; undefined for every other URL.
  function textOf(url) {
    const scheme = StringPrototypeToLowerCase(StringPrototypeSlice(url, 0, 5));
    const found = scheme === 'data:' ? heddle.use('data-url.js').read(withoutFragment(url))
      : scheme === 'blob:' ? heddle.use('blob.js').blobForURL(url) : undefined;
    return found ? heddle.use('bytes.js').decode(found.bytes) : undefined;
  }

  class Worker extends EventTarget {
    #number;
    #handle;

    constructor(scriptURL, workerOptions = undefined) {
      requireArguments(arguments.length, 1, "construct 'Worker'");
      super();
      const url = converters.USVString(scriptURL);
      const { name, type } = converters.dictionary(workerOptions, options, "Failed to construct 'Worker': parameter 2");
      const started = native.startWorker(this, url, name, textOf(url), type === 'module');
      this.#number = started[0];
      this.#handle = started[1];
    }

    terminate() {
      native.terminateWorker(this.#number);
    }

    postMessage(message, transfer = undefined) {
      const where = "execute 'postMessage' on 'Worker'";
      const handle = this.#handle;
      requireArguments(arguments.length, 1, where);
      post(native.postMessage, handle, message, transferArgument(transfer, where), where, undefined);
    }
  }
  shapeInterface(Worker);
  defineEventHandler(Worker.prototype, 'message');
  defineEventHandler(Worker.prototype, 'messageerror');
  defineEventHandler(Worker.prototype, 'error');

  function fireError(target, { message, filename = '', lineno = 0, colno = 0 }) {
    if (!hasListeners(target, 'error')) return true;
    const init = { __proto__: null, cancelable: true, message, filename, lineno, colno, error: null };
    return dispatchTrusted(target, new ErrorEvent('error', init));
  }

  // The hook: an error in a worker that nothing there took care of. It is the Worker object's first, then this thread's.
  function workerFailed(worker, report) {
    if (fireError(worker, report) && fireError(global, report)) heddle.use('reporting.js').passOn(report);
  }

  return { Worker, workerFailed, textOf };
})
