// SPDX-License-Identifier: GPL-3.0-or-later
//
// request.js: Request (Fetch standard, "Request class").
(function (heddle) {
  'use strict';

  const { RegExpPrototypeExec, StringPrototypeToUpperCase, TypeError } = heddle.primordials;
  const { converters, illegalInvocation, isObject, requireArguments, shapeInterface } = heddle.use('webidl.js');
  const headersModule = heddle.use('headers.js');
  const bodies = heddle.use('body.js');
  const urls = heddle.use('fetch-url.js');
  const { DOMString, USVString } = converters;

  const oneOf = (values) => (value) => {
    const string = DOMString(value);
    for (let i = 0; i < values.length; i++) if (values[i] === string) return string;
    let list = values[0];
    for (let i = 1; i < values.length; i++) list += `, ${values[i]}`;
    throw new TypeError(`Request constructor: ${string} is not an accepted type. Expected one of ${list}.`);
  };

  function toSignal(value) {
    if (value === null) return null;
    if (!heddle.use('abort.js').isAbortSignal(value))
      throw new TypeError("Failed to construct 'Request': member signal is not of type AbortSignal.");
    return value;
  }

  const same = (value) => value;
  const referrerPolicies = ['', 'no-referrer', 'no-referrer-when-downgrade', 'same-origin', 'origin', 'strict-origin',
    'origin-when-cross-origin', 'strict-origin-when-cross-origin', 'unsafe-url'];
  const initMembers = [
    { name: 'body', convert: same },
    { name: 'cache', convert: oneOf(['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached']) },
    { name: 'credentials', convert: oneOf(['omit', 'same-origin', 'include']) },
    { name: 'duplex', convert: oneOf(['half']) },
    { name: 'headers', convert: same },
    { name: 'integrity', convert: DOMString },
    { name: 'keepalive', convert: (value) => !!value },
    { name: 'method', convert: (value) => converters.ByteString(value, 'method') },
    { name: 'mode', convert: oneOf(['navigate', 'same-origin', 'no-cors', 'cors']) },
    { name: 'priority', convert: oneOf(['high', 'low', 'auto']) },
    { name: 'redirect', convert: oneOf(['follow', 'manual', 'error']) },
    { name: 'referrer', convert: USVString },
    { name: 'referrerPolicy', convert: oneOf(referrerPolicies) },
    { name: 'signal', convert: toSignal },
    { name: 'window', convert: same },
  ];

  const standardMethod = /^(?:delete|get|head|options|post|put)$/i;
  const forbiddenMethod = /^(?:connect|trace|track)$/i;
  const simpleMethod = /^(?:GET|HEAD|POST)$/;
  const matches = (pattern, string) => RegExpPrototypeExec(pattern, string) !== null;

  let stateOf;
  let isRequest;

  function newState(href) {
    return {
      __proto__: null, method: 'GET', url: href, headers: headersModule.newList('request'), wrapped: null, body: null,
      referrer: 'about:client', referrerPolicy: '', mode: 'cors', credentials: 'same-origin', cache: 'default',
      redirect: 'follow', integrity: '', keepalive: false, signal: null, duplex: 'half',
    };
  }

  function parseURL(input) {
    const { href, hasCredentials } = urls.parse(USVString(input));
    if (hasCredentials)
      throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${input}`);
    return href;
  }

  function normalizeMethod(method) {
    if (!headersModule.isToken(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`);
    if (matches(forbiddenMethod, method)) throw new TypeError(`'${method}' HTTP method is unsupported.`);
    return matches(standardMethod, method) ? StringPrototypeToUpperCase(method) : method;
  }

  function setReferrer(state, referrer) {
    if (referrer === '') {
      state.referrer = 'no-referrer';
      return;
    }
    const record = urls.resolve(referrer);
    if (!record) throw new TypeError(`Referrer "${referrer}" is not a valid URL.`);
    state.referrer = record.scheme === 'about:' ? 'about:client' : urls.serialize(record);
  }

  function applyInit(state, init) {
    if (init.window !== undefined && init.window !== null)
      throw new TypeError(`'window' option '${init.window}' must be null`);
    if (init.referrer !== undefined) setReferrer(state, init.referrer);
    if (init.mode === 'navigate') throw new TypeError('Request constructor: invalid request mode navigate.');
    const plain = ['referrerPolicy', 'mode', 'credentials', 'cache', 'redirect', 'integrity', 'keepalive'];
    for (let i = 0; i < plain.length; i++) if (init[plain[i]] !== undefined) state[plain[i]] = init[plain[i]];
    if (state.cache === 'only-if-cached' && state.mode !== 'same-origin')
      throw new TypeError("'only-if-cached' can be set only with 'same-origin' mode");
    if (init.method !== undefined) state.method = normalizeMethod(init.method);
    if (init.signal !== undefined) state.signal = init.signal;
  }

  function copyHeaders(from, to) {
    const entries = headersModule.entriesOf(from);
    for (let i = 0; i < entries.length; i++) headersModule.append(to, entries[i].name, entries[i].value);
  }

  function setHeaders(state, init, source) {
    if (state.mode === 'no-cors') {
      if (!matches(simpleMethod, state.method)) throw new TypeError(`'${state.method}' is unsupported in no-cors mode.`);
      state.headers.guard = 'request-no-cors';
    }
    if (init.headers !== undefined) headersModule.fill(state.headers, init.headers, 'Request constructor');
    else if (source) copyHeaders(source.headers, state.headers);
  }

  function setBody(state, init, source) {
    const given = init.body === undefined || init.body === null ? null : init.body;
    const inherited = source ? source.body : null;
    if ((given !== null || (inherited !== null && init.body === undefined)) && matches(/^(?:GET|HEAD)$/, state.method))
      throw new TypeError('Request with GET/HEAD method cannot have body.');
    if (given !== null) {
      const extracted = bodies.extract(given);
      if (extracted.body.isStream && init.duplex === undefined)
        throw new TypeError('RequestInit: duplex option is required when sending a body.');
      state.body = extracted.body;
      if (extracted.type !== null && headersModule.getValue(state.headers, 'content-type') === null)
        headersModule.appendTo(state.headers, 'Content-Type', extracted.type);
    } else if (inherited !== null && init.body === undefined) {
      if (bodies.isUnusable(inherited))
        throw new TypeError('Cannot construct a Request with a Request object that has already been used.');
      state.body = bodies.take(inherited);
    }
  }

  // The state of a new request, from what its constructor or fetch () is given.
  function create(input, init) {
    const source = isRequest(input) ? stateOf(input) : null;
    const state = newState(source ? source.url : parseURL(input));
    const members = converters.dictionary(init, initMembers, "Failed to construct 'Request': parameter 2");
    if (source) {
      const copied = ['method', 'referrer', 'referrerPolicy', 'mode', 'credentials', 'cache', 'redirect', 'integrity',
        'keepalive', 'signal'];
      for (let i = 0; i < copied.length; i++) state[copied[i]] = source[copied[i]];
    }
    applyInit(state, members);
    setHeaders(state, members, source);
    setBody(state, members, source);
    return state;
  }

  const bare = { __proto__: null };

  class Request {
    #state;

    constructor(input, init = undefined) {
      if (input === bare) return;
      requireArguments(arguments.length, 1, "construct 'Request'");
      this.#state = create(input, init);
      this.#state.signal = dependentSignal(this.#state.signal);
    }

    get method() { return stateOf(this).method; }
    get url() { return stateOf(this).url; }
    get headers() { const state = stateOf(this); return state.wrapped ??= headersModule.wrap(state.headers); }
    get destination() { stateOf(this); return ''; }
    get referrer() {
      const { referrer } = stateOf(this);
      return referrer === 'no-referrer' ? '' : referrer;
    }
    get referrerPolicy() { return stateOf(this).referrerPolicy; }
    get mode() { return stateOf(this).mode; }
    get credentials() { return stateOf(this).credentials; }
    get cache() { return stateOf(this).cache; }
    get redirect() { return stateOf(this).redirect; }
    get integrity() { return stateOf(this).integrity; }
    get keepalive() { return stateOf(this).keepalive; }
    get isReloadNavigation() { stateOf(this); return false; }
    get isHistoryNavigation() { stateOf(this); return false; }
    get signal() { return stateOf(this).signal; }
    get duplex() { return stateOf(this).duplex; }

    clone() {
      const state = stateOf(this);
      if (bodies.isUnusable(state.body)) throw new TypeError('Request.clone: Body has already been consumed.');
      const headers = headersModule.newList(state.headers.guard);
      copyHeaders(state.headers, headers);
      const request = new Request(bare);
      request.#state = {
        __proto__: null, ...state, headers, wrapped: null, body: bodies.clone(state.body), signal: dependentSignal(state.signal),
      };
      return request;
    }

    static {
      isRequest = (value) => isObject(value) && #state in value;
      stateOf = (request) => {
        if (!isRequest(request)) throw illegalInvocation();
        return request.#state;
      };
    }
  }
  bodies.defineBody(Request.prototype, (request) => stateOf(request));
  shapeInterface(Request);

  // A request's own signal, which follows the one it was given.
  function dependentSignal(signal) {
    return heddle.use('abort.js').createDependentSignal(signal ? [signal] : []);
  }

  return { Request, create, isRequest };
})
