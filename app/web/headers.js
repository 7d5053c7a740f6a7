// SPDX-License-Identifier: GPL-3.0-or-later
//
// headers.js: Headers (Fetch standard, "Headers class"), and header lists for the rest of fetch.
//
// A header list is { entries: [{ key, name, value }], guard, raw }: `key` is the name in lower case. `raw` is what the
// network gave ("name\nvalue\n" …), split when someone first looks.
(function (heddle) {
  'use strict';

  const {
    ArrayPrototypeSort, ReflectApply, RegExpPrototypeExec, StringPrototypeCharCodeAt, StringPrototypeSlice, StringPrototypeSplit,
    StringPrototypeStartsWith, StringPrototypeToLowerCase, SymbolIterator, TypeError,
  } = heddle.primordials;
  const { alias, converters, illegalInvocation, isObject, makeIteratorFactory, requireArguments, shapeInterface } =
    heddle.use('webidl.js');
  const { ByteString, record, sequence } = converters;

  const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
  const badValue = /[\0\r\n]/;
  const forbiddenRequest = {
    __proto__: null, 'accept-charset': 1, 'accept-encoding': 1, 'access-control-request-headers': 1,
    'access-control-request-method': 1, connection: 1, 'content-length': 1, cookie: 1, cookie2: 1, date: 1, dnt: 1,
    expect: 1, host: 1, 'keep-alive': 1, origin: 1, referer: 1, 'set-cookie': 1, te: 1, trailer: 1,
    'transfer-encoding': 1, upgrade: 1, via: 1,
  };
  const overrides = { __proto__: null, 'x-http-method': 1, 'x-http-method-override': 1, 'x-method-override': 1 };
  const simple = { __proto__: null, accept: 1, 'accept-language': 1, 'content-language': 1, 'content-type': 1 };
  const simpleType = /^(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)[\t ]*(?:;|$)/i;
  const forbiddenMethod = /(?:^|,)[\t ]*(?:connect|trace|track)[\t ]*(?:,|$)/i;

  const matches = (pattern, string) => RegExpPrototypeExec(pattern, string) !== null;

  function isSpace(code) {
    return code === 9 || code === 10 || code === 13 || code === 32;
  }

  // Without the HTTP whitespace at both ends.
  function normalize(value) {
    let start = 0;
    let end = value.length;
    while (start < end && isSpace(StringPrototypeCharCodeAt(value, start))) start++;
    while (end > start && isSpace(StringPrototypeCharCodeAt(value, end - 1))) end--;
    return end - start === value.length ? value : StringPrototypeSlice(value, start, end);
  }

  function newList(guard = 'none', raw = '') {
    return { __proto__: null, entries: [], guard, raw, sorted: null };
  }

  function entriesOf(list) {
    if (list.raw !== '') {
      const parts = StringPrototypeSplit(list.raw, '\n');
      list.raw = '';
      for (let i = 0; i + 1 < parts.length; i += 2) put(list, StringPrototypeToLowerCase(parts[i]), parts[i], parts[i + 1]);
    }
    return list.entries;
  }

  function put(list, key, name, value) {
    list.sorted = null;
    list.entries[list.entries.length] = { __proto__: null, key, name, value };
  }

  function getValue(list, key) {
    const entries = entriesOf(list);
    let value = null;
    for (let i = 0; i < entries.length; i++)
      if (entries[i].key === key) value = value === null ? entries[i].value : `${value}, ${entries[i].value}`;
    return value;
  }

  function appendTo(list, name, value) {
    entriesOf(list);
    put(list, StringPrototypeToLowerCase(name), name, value);
  }

  function removeFrom(list, key) {
    const entries = entriesOf(list);
    const rest = [];
    for (let i = 0; i < entries.length; i++) if (entries[i].key !== key) rest[rest.length] = entries[i];
    list.entries = rest;
    list.sorted = null;
  }

  function setIn(list, name, value) {
    const key = StringPrototypeToLowerCase(name);
    const entries = entriesOf(list);
    const rest = [];
    let found = false;
    for (let i = 0; i < entries.length; i++) {
      if (entries[i].key !== key) rest[rest.length] = entries[i];
      else if (!found) {
        found = true;
        rest[rest.length] = { __proto__: null, key, name: entries[i].name, value };
      }
    }
    list.entries = rest;
    list.sorted = null;
    if (!found) put(list, key, name, value);
  }

  // The standard's "sort and combine": pairs of names and values; only set-cookie keeps its values apart.
  function sortAndCombine(list) {
    const entries = entriesOf(list);
    if (list.sorted) return list.sorted;
    const combined = [];
    const indexes = { __proto__: null };
    for (let i = 0; i < entries.length; i++) {
      const { key, value } = entries[i];
      if (key !== 'set-cookie' && key in indexes) combined[indexes[key]][1] += `, ${value}`;
      else {
        indexes[key] = combined.length;
        combined[combined.length] = [key, value];
      }
    }
    ArrayPrototypeSort(combined, (a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
    list.sorted = combined;
    return combined;
  }

  function isForbiddenRequestHeader(key, value) {
    return key in forbiddenRequest || StringPrototypeStartsWith(key, 'proxy-') || StringPrototypeStartsWith(key, 'sec-') ||
      (key in overrides && matches(forbiddenMethod, value));
  }

  // Whether the guard lets a header be changed; an immutable list throws.
  function mayChange(list, key, value) {
    switch (list.guard) {
      case 'immutable': throw new TypeError('immutable');
      case 'request': return !isForbiddenRequestHeader(key, value);
      case 'response': return key !== 'set-cookie' && key !== 'set-cookie2';
      case 'request-no-cors': return key in simple && value.length <= 128;
      default: return true;
    }
  }

  function checkName(name, operation) {
    if (!matches(token, name)) throw new TypeError(`Headers.${operation}: "${name}" is an invalid header name.`);
  }

  function checkValue(value, operation) {
    if (matches(badValue, value)) throw new TypeError(`Headers.${operation}: "${value}" is an invalid header value.`);
  }

  function append(list, name, value, operation = 'append') {
    const normal = normalize(value);
    checkName(name, operation);
    checkValue(normal, operation);
    const key = StringPrototypeToLowerCase(name);
    if (!mayChange(list, key, normal)) return;
    if (list.guard === 'request-no-cors') {
      const before = getValue(list, key);
      const whole = before === null ? normal : `${before}, ${normal}`;
      if (key === 'content-type' && !matches(simpleType, whole)) return;
    }
    appendTo(list, name, normal);
  }

  // Fills from HeadersInit: another Headers or sequence of pairs, or a record.
  function fill(list, init, what = 'Headers constructor') {
    if (!isObject(init)) throw new TypeError(`${what}: the provided value is not of type 'HeadersInit'.`);
    const method = init[SymbolIterator];
    if (method === undefined || method === null) {
      const pairs = record(init, toByteString, toByteString, what);
      for (let i = 0; i < pairs.length; i++) append(list, pairs[i][0], pairs[i][1]);
      return;
    }
    const pairs = sequence(init, (pair) => sequence(pair, toByteString, what), what, method);
    for (let i = 0; i < pairs.length; i++) {
      if (pairs[i].length !== 2)
        throw new TypeError(`${what}: expected name/value pair to be length 2, found ${pairs[i].length}.`);
      append(list, pairs[i][0], pairs[i][1]);
    }
  }

  const toByteString = (value) => ByteString(value, 'Header');

  let listOf;
  let wrap;
  const iterate = makeIteratorFactory('Headers');
  const noList = { __proto__: null };

  function makeIterator(headers, kind) {
    const list = listOf(headers);
    let index = 0;
    return iterate(kind, () => {
      const pairs = sortAndCombine(list);
      if (index >= pairs.length) return undefined;
      const pair = pairs[index++];
      return [pair[0], pair[1]];
    });
  }

  class Headers {
    #list;

    constructor(init = undefined) {
      if (init === noList) return;
      this.#list = newList();
      if (init !== undefined) fill(this.#list, init);
    }

    append(name, value) {
      const list = listOf(this);
      requireArguments(arguments.length, 2, "execute 'append' on 'Headers'");
      append(list, toByteString(name), toByteString(value));
    }

    delete(name) {
      const list = listOf(this);
      requireArguments(arguments.length, 1, "execute 'delete' on 'Headers'");
      const string = toByteString(name);
      checkName(string, 'delete');
      const key = StringPrototypeToLowerCase(string);
      if (mayChange(list, key, '') && getValue(list, key) !== null) removeFrom(list, key);
    }

    get(name) {
      const list = listOf(this);
      requireArguments(arguments.length, 1, "execute 'get' on 'Headers'");
      const string = toByteString(name);
      checkName(string, 'get');
      return getValue(list, StringPrototypeToLowerCase(string));
    }

    getSetCookie() {
      const entries = entriesOf(listOf(this));
      const values = [];
      for (let i = 0; i < entries.length; i++) if (entries[i].key === 'set-cookie') values[values.length] = entries[i].value;
      return values;
    }

    has(name) {
      const list = listOf(this);
      requireArguments(arguments.length, 1, "execute 'has' on 'Headers'");
      const string = toByteString(name);
      checkName(string, 'has');
      return getValue(list, StringPrototypeToLowerCase(string)) !== null;
    }

    set(name, value) {
      const list = listOf(this);
      requireArguments(arguments.length, 2, "execute 'set' on 'Headers'");
      const string = toByteString(name);
      const normal = normalize(toByteString(value));
      checkName(string, 'set');
      checkValue(normal, 'set');
      const key = StringPrototypeToLowerCase(string);
      if (!mayChange(list, key, normal)) return;
      if (list.guard === 'request-no-cors' && key === 'content-type' && !matches(simpleType, normal)) return;
      setIn(list, string, normal);
    }

    entries() { return makeIterator(this, 'entries'); }
    keys() { return makeIterator(this, 'keys'); }
    values() { return makeIterator(this, 'values'); }

    forEach(callback, thisArgument = undefined) {
      const list = listOf(this);
      requireArguments(arguments.length, 1, "execute 'forEach' on 'Headers'");
      converters.callback(callback, "Failed to execute 'forEach' on 'Headers': parameter 1");
      for (let i = 0; i < sortAndCombine(list).length; i++) {
        const pair = sortAndCombine(list)[i];
        ReflectApply(callback, thisArgument, [pair[1], pair[0], this]);
      }
    }

    static {
      listOf = (headers) => {
        if (!isObject(headers) || !(#list in headers)) throw illegalInvocation();
        return headers.#list;
      };
      wrap = (list) => {
        const headers = new Headers(noList);
        headers.#list = list;
        return headers;
      };
    }
  }
  shapeInterface(Headers);
  alias(Headers.prototype, SymbolIterator, 'entries');

  return { Headers, newList, listOf, wrap, fill, append, appendTo, setIn, removeFrom, getValue, entriesOf, sortAndCombine,
    isToken: (string) => matches(token, string) };
})
