// SPDX-License-Identifier: GPL-3.0-or-later
//
// fetch.js: fetch () (Fetch standard, "Fetch method"). The network is fetch.c's: it sends, follows redirects, and calls
// `hooks.response` in a task of its own for each part of a response.
(function (heddle) {
  'use strict';

  const {
    Error, ObjectDefineProperty, Promise, PromiseReject, PromisePrototypeThen, SafeMap, StringPrototypeStartsWith, TypeError,
    Uint8Array,
  } = heddle.primordials;
  const { native, hooks } = heddle;
  const { requireArguments } = heddle.use('webidl.js');
  const headersModule = heddle.use('headers.js');
  const bodies = heddle.use('body.js');
  const bytes = heddle.use('bytes.js');
  const requests = heddle.use('request.js');
  const responses = heddle.use('response.js');
  const { withoutFragment } = heddle.use('fetch-url.js');

  const redirects = { __proto__: null, follow: 0, error: 1, manual: 2 };
  const STREAMED = 4;
  const inFlight = new SafeMap();

  function failure(message, code = undefined) {
    const cause = new Error(message);
    if (code !== undefined)
      ObjectDefineProperty(cause, 'code', { __proto__: null, value: code, writable: true, enumerable: true, configurable: true });
    return new TypeError('fetch failed', { cause });
  }

  function headerText(list) {
    const entries = headersModule.entriesOf(list);
    let text = '';
    for (let i = 0; i < entries.length; i++) text += `${entries[i].name}\n${entries[i].value}\n`;
    if (headersModule.getValue(list, 'accept') === null) text += 'Accept\n*/*\n';
    if (headersModule.getValue(list, 'accept-language') === null) text += 'Accept-Language\n*\n';
    return `${text}Sec-Fetch-Mode\ncors\n`;
  }

  // Forgets an exchange, so that whatever still comes of it is nobody's.
  function forget(exchange) {
    inFlight.delete(exchange.id);
    if (exchange.signal) heddle.use('abort.js').removeAbortAlgorithm(exchange.signal, exchange.abort);
  }

  function wake(incoming) {
    if (incoming.waiter) incoming.waiter();
  }

  function failBody(incoming, error) {
    if (incoming.isDone) return;
    incoming.isDone = true;
    incoming.isFailed = true;
    incoming.error = error;
    wake(incoming);
  }

  function abort(exchange, reason) {
    forget(exchange);
    if (exchange.id !== 0) native.fetchCancel(exchange.id);
    exchange.isAborted = true;
    if (exchange.incoming) failBody(exchange.incoming, reason);
    else exchange.reject(reason);
  }

  function begin(exchange, status, reason, headers, url) {
    const { href, request } = exchange;
    const hasBody = !responses.isNullBodyStatus(status) && request.method !== 'HEAD';
    const incoming = bodies.newIncoming((count) => native.fetchRead(exchange.id, count), () => {
      forget(exchange);
      native.fetchCancel(exchange.id);
    });
    exchange.incoming = incoming;
    exchange.resolve(responses.wrap(responses.newState({
      type: request.mode === 'cors' ? 'basic' : 'default',
      url: url === undefined ? withoutFragment(href) : url,
      redirected: url !== undefined,
      status,
      statusText: reason,
      headers: headersModule.newList('immutable', headers),
      body: hasBody ? bodies.newBody({ incoming }) : null,
    })));
  }

  // A part of a response: its beginning has a status, an error has none and `reason` is its message, `headers` its code.
  hooks.response = (id, isLast, buffer, status, reason, headers, url) => {
    const exchange = inFlight.get(id);
    if (exchange === undefined) return;
    if (isLast) forget(exchange);
    if (status === 0 && reason !== undefined) {
      if (exchange.incoming) failBody(exchange.incoming, new TypeError('terminated', { cause: failure(reason, headers).cause }));
      else exchange.reject(failure(reason, headers));
      return;
    }
    if (status !== 0) begin(exchange, status, reason, headers, url);
    const { incoming } = exchange;
    if (buffer !== undefined) incoming.chunks[incoming.chunks.length] = new Uint8Array(buffer);
    if (isLast) incoming.isDone = true;
    wake(incoming);
  };

  function start(exchange, body) {
    const { request, href } = exchange;
    const flags = redirects[request.redirect] | (request.body !== null && request.body.isStream ? STREAMED : 0);
    const buffer = body === null ? undefined : bytes.bufferOf(body);
    exchange.id = native.fetchStart(request.method, href, headerText(request.headers), buffer, flags);
    inFlight.set(exchange.id, exchange);
  }

  function send(exchange) {
    const { body } = exchange.request;
    if (body === null) return start(exchange, null);
    if (body.bytes !== null && body.stream === null && !bodies.isUnusable(body)) {
      body.isDisturbed = true;
      return start(exchange, body.bytes);
    }
    PromisePrototypeThen(bodies.readWhole(body),
      (all) => { if (!exchange.isAborted) start(exchange, all); },
      (error) => { forget(exchange); exchange.reject(error); });
  }

  function fetchFromNetwork(request, href) {
    return new Promise((resolve, reject) => {
      const { signal } = request;
      const exchange = { __proto__: null, id: 0, request, href, resolve, reject, signal, abort: null, incoming: null, isAborted: false };
      if (signal) {
        exchange.abort = (reason) => abort(exchange, reason);
        heddle.use('abort.js').addAbortAlgorithm(signal, exchange.abort);
      }
      send(exchange);
    });
  }

  function localResponse(href, data, type, length = undefined) {
    const headers = headersModule.newList('immutable');
    if (length !== undefined) headersModule.appendTo(headers, 'content-length', `${length}`);
    headersModule.appendTo(headers, 'content-type', type);
    return responses.wrap(responses.newState({
      type: 'basic', url: withoutFragment(href), statusText: 'OK', headers, body: bodies.newBody({ bytes: data }),
    }));
  }

  async function fetchLocally(request, href) {
    if (StringPrototypeStartsWith(href, 'data:')) {
      const data = heddle.use('data-url.js').read(withoutFragment(href));
      if (data === null) throw failure('failed to fetch the data URL');
      return localResponse(href, data.bytes, data.type);
    }
    if (StringPrototypeStartsWith(href, 'blob:')) {
      const { blobForURL } = heddle.use('blob.js');
      const blob = request.method === 'GET' ? blobForURL(href) : undefined;
      if (blob === undefined) throw failure(request.method === 'GET' ? 'no such blob URL' : 'invalid method');
      return localResponse(href, blob.bytes, blob.type, bytes.lengthOf(blob.bytes));
    }
    throw failure('unknown scheme');
  }

  function fetch(input, init = undefined) {
    let request;
    try {
      requireArguments(arguments.length, 1, "execute 'fetch' on 'Window'");
      request = requests.create(input, init);
    } catch (error) {
      return PromiseReject(error);
    }
    const { signal, url } = request;
    if (signal && heddle.use('abort.js').isAborted(signal)) return PromiseReject(heddle.use('abort.js').reasonOf(signal));
    if (StringPrototypeStartsWith(url, 'http:') || StringPrototypeStartsWith(url, 'https:')) return fetchFromNetwork(request, url);
    return fetchLocally(request, url);
  }

  return { fetch };
})
