// SPDX-License-Identifier: GPL-3.0-or-later
//
// globals.js: what the program finds on the global object. Everything is evaluated at its first use, so that a start pays
// only for what the program touches: keep this file free of any `heddle.use` outside of functions.
(function (heddle) {
  'use strict';

  const { JSONParse, ObjectDefineProperty, ObjectGetOwnPropertyDescriptor, SymbolToStringTag } = heddle.primordials;
  const { global, hooks, native } = heddle;

  // [file, its interfaces and namespaces]: not enumerable, as Web IDL wants them.
  const interfaces = [
    ['events.js', ['Event', 'EventTarget']],
    ['event-types.js', ['CustomEvent', 'MessageEvent', 'ErrorEvent', 'PromiseRejectionEvent', 'ProgressEvent']],
    ['abort.js', ['AbortController', 'AbortSignal']],
    ['dom-exception.js', ['DOMException']],
    ['message-port.js', ['MessageChannel', 'MessagePort']],
    ['broadcast-channel.js', ['BroadcastChannel']],
    ['worker.js', ['Worker']],
    ['shared-memory.js', ['SharedArrayBuffer']],
    ['atomics.js', ['Atomics']],
    ['performance.js', ['Performance', 'PerformanceEntry', 'PerformanceMark', 'PerformanceMeasure']],
    ['url.js', ['URL']],
    ['url-search-params.js', ['URLSearchParams']],
    ['encoding.js', ['TextEncoder', 'TextDecoder']],
    ['crypto.js', ['Crypto']],
    ['buffer.js', ['Buffer']],
    ['modules.js', ['require', 'module', 'exports', '__filename', '__dirname']],
    ['headers.js', ['Headers']],
    ['request.js', ['Request']],
    ['response.js', ['Response']],
    ['blob.js', ['Blob', 'File']],
    ['form-data.js', ['FormData']],
    ['readable-stream.js', [
      'ReadableStream', 'ReadableStreamDefaultReader', 'ReadableStreamBYOBReader', 'ReadableStreamDefaultController',
      'ReadableByteStreamController', 'ReadableStreamBYOBRequest',
    ]],
    ['writable-stream.js', ['WritableStream', 'WritableStreamDefaultWriter', 'WritableStreamDefaultController']],
    ['transform-stream.js', ['TransformStream', 'TransformStreamDefaultController']],
    ['queuing-strategies.js', ['ByteLengthQueuingStrategy', 'CountQueuingStrategy']],
  ];

  // [file, its operations and attributes]: enumerable.
  const members = [
    ['timers.js', [
      'setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'queueMicrotask', 'requestAnimationFrame',
      'cancelAnimationFrame',
    ]],
    ['performance.js', ['performance']],
    ['structured-clone.js', ['structuredClone']],
    ['base64.js', ['atob', 'btoa']],
    ['fetch.js', ['fetch']],
    ['crypto.js', ['crypto']],
    ['navigator.js', ['navigator', 'location']],
    ['reporting.js', ['reportError']],
    ['timers.js', ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'queueMicrotask', 'requestAnimationFrame',
      'cancelAnimationFrame']],
    ['global-events.js', ['addEventListener', 'removeEventListener', 'dispatchEvent']],
  ];

  const ofKind = {
    __proto__: null,
    main: {
      tag: 'Window',
      aliases: ['self', 'window'],
      interfaces: [['ui-events.js', ['UIEvent', 'MouseEvent', 'KeyboardEvent', 'InputEvent']], ['global-events.js', ['Window']]],
      handlers: [
        'error', 'unhandledrejection', 'rejectionhandled', 'messageerror', 'message', 'click', 'dblclick', 'mousedown',
        'mouseup', 'mousemove', 'keydown', 'keyup', 'input', 'change',
      ],
    },
    worker: {
      tag: 'DedicatedWorkerGlobalScope',
      aliases: ['self'],
      interfaces: [['global-events.js', ['WorkerGlobalScope', 'DedicatedWorkerGlobalScope']]],
      members: [['worker-scope.js', ['postMessage', 'close', 'importScripts', 'name']]],
      handlers: ['error', 'unhandledrejection', 'rejectionhandled', 'messageerror', 'message'],
    },
  };

  function defineLazily(table, enumerable) {
    for (let i = 0; i < table.length; i++) heddle.lazy(table[i][0], table[i][1], enumerable);
  }

  // An event handler attribute of the global: defineEventHandler () without loading it.
  function defineGlobalHandler(type) {
    const name = `on${type}`;
    const accessor = {
      get [name]() { return heddle.use('event-handlers.js').getHandler(global, type); },
      set [name](value) { heddle.use('event-handlers.js').setHandler(global, type, value); },
    };
    const descriptor = ObjectGetOwnPropertyDescriptor(accessor, name);
    descriptor.enumerable = true;
    ObjectDefineProperty(global, name, descriptor);
  }

  function installHooks() {
    hooks.reportException = (error) => heddle.use('reporting.js').reportException(error);
    hooks.unhandledRejection = (promise, reason) => heddle.use('reporting.js').notifyUnhandledRejection(promise, reason);
    hooks.rejectionHandled = (promise, reason) => heddle.use('reporting.js').notifyRejectionHandled(promise, reason);
    hooks.receiveMessage = (target, tree, form, buffers, handles, shared) =>
      heddle.use('message-port.js').receiveMessage(target, tree, form, buffers, handles, shared);
    hooks.runModule = (path, answer) => {
      heddle.use('module-loader.js');
      return hooks.runModule(path, answer);
    };
    hooks.replaceImports = (path, source) => heddle.use('module-loader.js').replaceImports(path, source);
    hooks.reportSyntaxError = (...answer) => {
      heddle.use('module-loader.js');
      return hooks.reportSyntaxError(...answer);
    };
    hooks.callPlace = () => heddle.use('call-place.js').callPlace();
    hooks.defineProbes = (helper, file, text) => {
      heddle.use('probes.js').define(helper);
      heddle.use('probes.js').addText(file, text);
    };
    hooks.waiterNotified = (number) => {
      heddle.use('atomics.js');
      hooks.waiterNotified(number);
    };
    hooks.portClosed = (target) => heddle.use('message-port.js').portClosed(target);
    hooks.workerFailed = (worker, report) => heddle.use('worker.js').workerFailed(worker, report);
    hooks.dispatchInput = (json, time) => heddle.use('ui-events.js').dispatchInput(JSONParse(json).type, json, time);
    hooks.hasListeners = (type) => heddle.use('events.js').hasListeners(global, type);
  }

  function installGlobals({ tag, aliases, handlers, interfaces: own, members: ownMembers = [] }) {
    installHooks();
    heddle.use('console.js');
    if (native.traced) heddle.use('probes.js').hideProbes();
    for (let i = 0; i < aliases.length; i++)
      ObjectDefineProperty(global, aliases[i],
        { __proto__: null, value: global, writable: true, configurable: true, enumerable: true });
    ObjectDefineProperty(global, SymbolToStringTag,
      { __proto__: null, value: tag, writable: false, configurable: true, enumerable: false });
    defineLazily(interfaces, false);
    defineLazily(own, false);
    defineLazily(members, true);
    defineLazily(ownMembers, true);
    for (let i = 0; i < handlers.length; i++) defineGlobalHandler(handlers[i]);
    if (native.params !== undefined) heddle.defineOperation('params', JSONParse(native.params));
  }

  installGlobals(native.isWorker ? ofKind.worker : ofKind.main);
})
