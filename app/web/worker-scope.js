// SPDX-License-Identifier: GPL-3.0-or-later
//
// worker-scope.js: what only a worker has (HTML, "DedicatedWorkerGlobalScope"): postMessage, close, importScripts, name.
(function (heddle) {
  'use strict';

  const { ArrayPrototypePush, RegExpPrototypeExec } = heddle.primordials;
  const { requireArguments, converters } = heddle.use('webidl.js');
  const { DOMException } = heddle.use('dom-exception.js');
  const { post, transferArgument } = heddle.use('message-port.js');
  const { textOf } = heddle.use('worker.js');
  const { native } = heddle;

  function postMessage(message, options = undefined) {
    const where = "execute 'postMessage' on 'DedicatedWorkerGlobalScope'";
    requireArguments(arguments.length, 1, where);
    post(native.postMessage, native.scopePort, message, transferArgument(options, where), where, undefined);
  }

  function close() {
    native.closeWorker();
  }

  // The text of a script whose import () counts from its own place.
  function withImports(path, text) {
    return RegExpPrototypeExec(/\bimport\s*\(/, text) === null ? text
      : heddle.use('module-loader.js').replaceImports(path, text) ?? text;
  }

  function importScripts(...urls) {
    const files = [];
    for (let i = 0; i < urls.length; i++) ArrayPrototypePush(files, converters.USVString(urls[i]));
    for (let i = 0; i < files.length; i++) {
      const text = textOf(files[i]);
      const loaded = text === undefined ? native.loadScript(files[i]) : [files[i], text];
      if (typeof loaded === 'string')
        throw new DOMException(
          `Failed to execute 'importScripts' on 'WorkerGlobalScope': The script at '${files[i]}' failed to load: ${loaded}`,
          'NetworkError');
      native.evaluateSource(native.probedSource(withImports(loaded[0], loaded[1]), loaded[0]), loaded[0]);
    }
  }

  return { postMessage, close, importScripts, name: native.workerName };
})
