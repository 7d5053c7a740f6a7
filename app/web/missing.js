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
  const noProcess = 'process is Node\'s; use params for parameters, performance.now() for time and queueMicrotask() for nextTick';
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
    Buffer: 'use Uint8Array with TextEncoder and TextDecoder',
    setImmediate: 'use setTimeout(callback, 0)',
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
    __dirname: 'name files relative to the program\'s folder',
    __filename: 'location.href names the running script',
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
      RegExpPrototypeExec(/\(evaluating '(?:new )?(?:window|self|globalThis)\.([\w$]+)/, message);
    if (!match || (match[1] in heddle.global)) return undefined;
    const text = adviceFor(match[1]);
    return text && `${match[1]} is not available in Heddle: ${text}.`;
  }

  return { advice, adviceFor };
})
