// SPDX-License-Identifier: GPL-3.0-or-later
//
// url.js: URL (URL standard, "URL class"). The parser is in url-parser.js.
(function (heddle) {
  'use strict';

  const { StringPrototypeSlice, StringPrototypeStartsWith, TypeError } = heddle.primordials;
  const { converters, isObject, requireArguments, shapeInterface } = heddle.use('webidl.js');
  const { encode, sets } = heddle.use('percent-encoding.js');
  const {
    hasCredentials, isOpaque, originOf, parse, parseInto, serialize, serializeHost, serializePath,
  } = heddle.use('url-parser.js');
  const { USVString } = converters;
  const made = { __proto__: null };
  let isURL, updateQuery;

  function parseWithBase(url, base) {
    if (base === undefined) return parse(url, null);
    const parsedBase = parse(base, null);
    return parsedBase && parse(url, parsedBase);
  }

  function invalid(where, url, base) {
    const error = new TypeError(`Failed to ${where}: Invalid URL`);
    error.code = 'ERR_INVALID_URL';
    error.input = url;
    if (base !== undefined) error.base = base;
    return error;
  }

  const cannotHaveCredentials = (record) => record.host === null || record.host === '' || record.scheme === 'file:';

  const withoutLead = (value, lead) => StringPrototypeStartsWith(value, lead) ? StringPrototypeSlice(value, 1) : value;

  class URL {
    #record;
    #searchParams = null;

    constructor(url, base = undefined) {
      if (url === made) {
        this.#record = arguments[1];
        return;
      }
      requireArguments(arguments.length, 1, "construct 'URL'");
      const given = USVString(url);
      const givenBase = base === undefined ? undefined : USVString(base);
      const record = parseWithBase(given, givenBase);
      if (!record) throw invalid("construct 'URL'", given, givenBase);
      this.#record = record;
    }

    static createObjectURL(obj) {
      requireArguments(arguments.length, 1, "execute 'createObjectURL' on 'URL'");
      return heddle.use('blob.js').createObjectURL(obj);
    }

    static revokeObjectURL(url) {
      requireArguments(arguments.length, 1, "execute 'revokeObjectURL' on 'URL'");
      heddle.use('blob.js').revokeObjectURL(url);
    }

    static parse(url, base = undefined) {
      requireArguments(arguments.length, 1, "execute 'parse' on 'URL'");
      const record = parseWithBase(USVString(url), base === undefined ? undefined : USVString(base));
      return record && new URL(made, record);
    }

    static canParse(url, base = undefined) {
      requireArguments(arguments.length, 1, "execute 'canParse' on 'URL'");
      return parseWithBase(USVString(url), base === undefined ? undefined : USVString(base)) !== null;
    }

    get href() { return serialize(this.#record); }
    set href(value) {
      const given = USVString(value);
      this.#record;
      const record = parse(given, null);
      if (!record) throw invalid("set the 'href' property on 'URL'", given);
      this.#record = record;
      this.#updateParams();
    }

    get origin() { return originOf(this.#record); }

    get protocol() { return this.#record.scheme; }
    set protocol(value) { parseInto(this.#record, `${USVString(value)}:`, 'scheme'); }

    get username() { return this.#record.username; }
    set username(value) {
      const given = USVString(value);
      if (!cannotHaveCredentials(this.#record)) this.#record.username = encode(given, sets.userinfo);
    }

    get password() { return this.#record.password; }
    set password(value) {
      const given = USVString(value);
      if (!cannotHaveCredentials(this.#record)) this.#record.password = encode(given, sets.userinfo);
    }

    get host() { return serializeHost(this.#record); }
    set host(value) {
      const given = USVString(value);
      if (!isOpaque(this.#record)) parseInto(this.#record, given, 'host');
    }

    get hostname() { return this.#record.host ?? ''; }
    set hostname(value) {
      const given = USVString(value);
      if (!isOpaque(this.#record)) parseInto(this.#record, given, 'hostname');
    }

    get port() { return this.#record.port === null ? '' : `${this.#record.port}`; }
    set port(value) {
      const given = USVString(value);
      if (cannotHaveCredentials(this.#record)) return;
      if (given === '') this.#record.port = null;
      else parseInto(this.#record, given, 'port');
    }

    get pathname() { return serializePath(this.#record); }
    set pathname(value) {
      const given = USVString(value);
      if (isOpaque(this.#record)) return;
      this.#record.path = [];
      parseInto(this.#record, given, 'path');
    }

    get search() { return this.#record.query ? `?${this.#record.query}` : ''; }
    set search(value) {
      const given = USVString(value);
      if (given === '') this.#record.query = null;
      else {
        this.#record.query = '';
        parseInto(this.#record, withoutLead(given, '?'), 'query');
      }
      this.#updateParams();
    }

    get searchParams() {
      return this.#searchParams ??= heddle.use('url-search-params.js').createFor(this, this.#record.query);
    }

    get hash() { return this.#record.fragment ? `#${this.#record.fragment}` : ''; }
    set hash(value) {
      const given = USVString(value);
      if (given === '') {
        this.#record.fragment = null;
        return;
      }
      this.#record.fragment = '';
      parseInto(this.#record, withoutLead(given, '#'), 'fragment');
    }

    toString() { return serialize(this.#record); }
    toJSON() { return serialize(this.#record); }

    #updateParams() {
      if (this.#searchParams) heddle.use('url-search-params.js').reset(this.#searchParams, this.#record.query);
    }

    static {
      isURL = (value) => isObject(value) && #record in value;
      updateQuery = (url, query) => { url.#record.query = query === '' ? null : query; };
    }
  }
  shapeInterface(URL);

  // The absolute form of `url` against `base`, a string; null when it is none.
  function resolve(url, base) {
    const record = parseWithBase(url, base);
    return record && serialize(record);
  }

  return { URL, isURL, updateQuery, resolve };
})
