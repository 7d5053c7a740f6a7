// SPDX-License-Identifier: GPL-3.0-or-later
//
// missing.js: what programs try and Heddle does not have. None of it is defined, so that tests like `typeof document`
// see the truth; a report of the error says what to use instead.
(function (heddle) {
  'use strict';

  const { RegExpPrototypeExec } = heddle.primordials;

  const noPage = 'Heddle runs programs without a page; listen for input with addEventListener(\'click\', …) and print with console.log()';
  const noStorage = 'nothing is kept between runs; use a variable or a Map';
  const noDialog = 'there is nobody to ask while a program runs; print with console.log() or listen for \'click\' and \'keydown\'';
  const noProcess = 'process is Node\'s; instead of nextTick use queueMicrotask(), of hrtime and uptime performance.now(), of argv and env ' +
    'params, of stdout.write console.log(), of on(\'unhandledRejection\') addEventListener(\'unhandledrejection\', …); a program ends ' +
    'when nothing is left to do, so instead of exit use return, terminate() and close()';
  const noMeasure = 'look at the timeline';
  const noSockets = 'use fetch() with a streamed body: response.body.getReader()';

  const advices = {
    __proto__: null,
    document: noPage,
    window: 'a worker has no window; use self or globalThis',
    XMLHttpRequest: 'use fetch()',
    localStorage: noStorage,
    sessionStorage: noStorage,
    indexedDB: noStorage,
    alert: noDialog,
    confirm: noDialog,
    prompt: noDialog,
    process: noProcess,
    Deno: 'Deno\'s own functions are not here; use the Web APIs, or require(\'fs\') for files',
    Bun: 'Bun\'s own functions are not here; use the Web APIs, or require(\'fs\') for files',
    setImmediate: 'use setTimeout(callback, 0) for a task, queueMicrotask(callback) for a microtask',
    clearImmediate: 'use setTimeout() and clearTimeout()',
    requestIdleCallback: 'use setTimeout(callback, 0)',
    WebSocket: noSockets,
    EventSource: noSockets,
    SharedWorker: 'use Worker, with a BroadcastChannel to talk to many',
    Image: noPage,
    HTMLElement: noPage,
    customElements: noPage,
    getComputedStyle: noPage,
    history: noPage,
    $: `jQuery needs a page. ${noPage}`,
    importScripts: 'importScripts() is for workers; use require(\'./file.js\')',
    postMessage: 'the main program has no parent to post to; make a Worker or a MessageChannel and call its postMessage()',
    global: 'use globalThis',
    print: 'use console.log()',
    gc: 'the engine collects garbage by itself',
    caches: noStorage,
    cookieStore: noStorage,
    scheduler: 'use setTimeout(callback, 0), or await a promise to let others run',
    AsyncLocalStorage: 'it is Node\'s; hand the value on as an argument',
    screen: noPage,
    Audio: noPage,
    Element: noPage,
    Node: noPage,
    MutationObserver: noPage,
    IntersectionObserver: noPage,
    ResizeObserver: noPage,
    OffscreenCanvas: noPage,
    parentPort: 'it is Node\'s; a worker uses postMessage() and onmessage',
    workerData: 'it is Node\'s; post a first message to the worker',
    isMainThread: 'it is Node\'s; a worker is a file of its own',
  };
  const modules = ['events', 'fs', 'path', 'perf_hooks', 'timers', 'util'];
  for (let i = 0; i < modules.length; i++)
    advices[modules[i]] ??= `write const ${modules[i]} = require('${modules[i]}') first`;

  // Members of what is there.
  const members = {
    __proto__: null,
    'location.reload': noPage, 'location.assign': noPage, 'location.replace': noPage,
    'navigator.serviceWorker': noPage, 'navigator.sendBeacon': 'use fetch()', 'navigator.clipboard': noPage,
    'navigator.geolocation': noPage, 'navigator.locks': 'use one worker for what must not happen at once, or Atomics',
    'performance.timing': 'use performance.now() and performance.timeOrigin', 'performance.memory': noMeasure,
    'performance.nodeTiming': 'use performance.now() and performance.timeOrigin',
    'performance.eventLoopUtilization': noMeasure,
    'Promise.promisify': 'use require(\'util\').promisify',
  };

  // Advice about a name that is not defined, or of which something was asked; undefined when there is none.
  function adviceFor(name) {
    return advices[name];
  }

  // Advice about an error that JavaScriptCore made, by its message.
  function advice(error) {
    let message;
    try {
      message = `${error?.message}`;
    } catch {
      return undefined;
    }
    const match = RegExpPrototypeExec(/^Can't find variable: (\S+)$/, message) ??
      RegExpPrototypeExec(/(?:^|\(evaluating '(?:new )?)(?:window|self|globalThis)\.([\w$]+)/, message);
    if (match) {
      const text = match[1] in heddle.global ? undefined : adviceFor(match[1]);
      return text && `${match[1]} is not available in Heddle: ${text}.`;
    }
    const member = RegExpPrototypeExec(/(?:^|\(evaluating '(?:new )?)(?:(?:window|self|globalThis)\.)?([a-zA-Z]+\.[\w$]+)/, message);
    return member && members[member[1]] && `${member[1]} is not available in Heddle: ${members[member[1]]}.`;
  }

  return { advice, adviceFor };
})
