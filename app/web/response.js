// SPDX-License-Identifier: GPL-3.0-or-later
//
// response.js: Response (Fetch standard, "Response class").
(function (heddle) {
  'use strict';

  const { JSONStringify, RangeError, RegExpPrototypeExec, TypeError } = heddle.primordials;
  const { converters, illegalInvocation, isObject, requireArguments, shapeInterface } = heddle.use('webidl.js');
  const headersModule = heddle.use('headers.js');
  const bodies = heddle.use('body.js');
  const bytes = heddle.use('bytes.js');

  const reasonPhrase = /^[\t\x20-\x7e\x80-\xff]*$/;

  const initMembers = [
    { name: 'headers', convert: (value) => value },
    { name: 'status', fallback: 200, convert: (value) => converters['unsigned short'](value) },
    { name: 'statusText', fallback: '', convert: (value) => converters.ByteString(value, 'statusText') },
  ];

  let stateOf;
  let wrap;
  const bare = { __proto__: null };

  function newState(members) {
    return {
      __proto__: null, type: 'default', url: '', redirected: false, status: 200, statusText: '', headers: null, wrapped: null,
      body: null, ...members,
    };
  }

  const isNullBodyStatus = (status) => status === 101 || status === 204 || status === 205 || status === 304;

  // "Initialize a response".
  function initialize(state, init, extracted) {
    if (init.status < 200 || init.status > 599)
      throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
    if (RegExpPrototypeExec(reasonPhrase, init.statusText) === null) throw new TypeError('Invalid statusText');
    state.status = init.status;
    state.statusText = init.statusText;
    if (init.headers !== undefined) headersModule.fill(state.headers, init.headers, 'Response constructor');
    if (!extracted) return;
    if (isNullBodyStatus(init.status)) throw new TypeError(`Response constructor: Invalid response status code ${init.status}`);
    state.body = extracted.body;
    if (extracted.type !== null && headersModule.getValue(state.headers, 'content-type') === null)
      headersModule.appendTo(state.headers, 'content-type', extracted.type);
  }

  class Response {
    #state;

    constructor(body = null, init = undefined) {
      if (body === bare) return;
      const members = converters.dictionary(init, initMembers, 'Response constructor: parameter 2');
      const extracted = body === null || body === undefined ? null : bodies.extract(body);
      this.#state = newState({ headers: headersModule.newList('response') });
      initialize(this.#state, members, extracted);
    }

    static error() {
      return wrap(newState({ type: 'error', status: 0, headers: headersModule.newList('immutable') }));
    }

    static redirect(url, status = 302) {
      requireArguments(arguments.length, 1, "execute 'redirect' on 'Response'");
      const location = heddle.use('fetch-url.js').parse(converters.USVString(url));
      const code = converters['unsigned short'](status);
      if (code !== 301 && code !== 302 && code !== 303 && code !== 307 && code !== 308)
        throw new RangeError(`Invalid status code ${code}`);
      const headers = headersModule.newList('immutable');
      headersModule.appendTo(headers, 'location', location.href);
      return wrap(newState({ status: code, headers }));
    }

    static json(data, init = undefined) {
      requireArguments(arguments.length, 1, "execute 'json' on 'Response'");
      const text = JSONStringify(data);
      if (text === undefined) throw new TypeError('Value is not JSON serializable');
      const members = converters.dictionary(init, initMembers, 'Response.json: parameter 2');
      const state = newState({ headers: headersModule.newList('response') });
      initialize(state, members, { body: bodies.newBody({ bytes: bytes.encode(text) }), type: 'application/json' });
      return wrap(state);
    }

    get type() { return stateOf(this).type; }
    get url() { return stateOf(this).url; }
    get redirected() { return stateOf(this).redirected; }
    get status() { return stateOf(this).status; }
    get ok() { const { status } = stateOf(this); return status >= 200 && status <= 299; }
    get statusText() { return stateOf(this).statusText; }
    get headers() { const state = stateOf(this); return state.wrapped ??= headersModule.wrap(state.headers); }

    clone() {
      const state = stateOf(this);
      if (bodies.isUnusable(state.body)) throw new TypeError('Response.clone: Body has already been consumed.');
      const headers = headersModule.newList(state.headers.guard);
      const entries = headersModule.entriesOf(state.headers);
      for (let i = 0; i < entries.length; i++) headersModule.appendTo(headers, entries[i].name, entries[i].value);
      return wrap(newState({ ...state, headers, wrapped: null, body: bodies.clone(state.body) }));
    }

    static {
      stateOf = (response) => {
        if (!isObject(response) || !(#state in response)) throw illegalInvocation();
        return response.#state;
      };
      wrap = (state) => {
        const response = new Response(bare);
        response.#state = state;
        return response;
      };
    }
  }
  bodies.defineBody(Response.prototype, (response) => stateOf(response));
  shapeInterface(Response);

  return { Response, newState, wrap, isNullBodyStatus };
})
