// SPDX-License-Identifier: GPL-3.0-or-later
//
// worker-scope.js: what only a worker has (HTML, "DedicatedWorkerGlobalScope"): postMessage, close, importScripts, name.
(function (heddle) {
  'use strict';

  const { ArrayPrototypePush } = heddle.primordials;
  const { requireArguments, converters } = heddle.use('webidl.js');
  const { DOMException } = heddle.use('dom-exception.js');
  const { post, transferArgument } = heddle.use('message-port.js');
  const { native } = heddle;

  function postMessage(message, options = undefined) {
    const where = "execute 'postMessage' on 'DedicatedWorkerGlobalScope'";
    requireArguments(arguments.length, 1, where);
    post(native.postMessage, native.scopePort, message, transferArgument(options, where), where, undefined);
  }

  function close() {
    native.closeWorker();
  }

  function importScripts(...urls) {
    const files = [];
    for (let i = 0; i < urls.length; i++) ArrayPrototypePush(files, converters.USVString(urls[i]));
    for (let i = 0; i < files.length; i++) {
      const failure = native.importScript(files[i]);
      if (failure !== undefined)
        throw new DOMException(
          `Failed to execute 'importScripts' on 'WorkerGlobalScope': The script at '${files[i]}' failed to load: ${failure}`,
          'NetworkError');
    }
  }

  return { postMessage, close, importScripts, name: native.workerName };
})
