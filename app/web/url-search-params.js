// SPDX-License-Identifier: GPL-3.0-or-later
//
// url-search-params.js: URLSearchParams, and application/x-www-form-urlencoded (URL standard).
(function (heddle) {
  'use strict';

  const {
    ArrayPrototypeFilter, ArrayPrototypeSort, ReflectApply, RegExpPrototypeSymbolReplace, StringPrototypeIncludes,
    StringPrototypeIndexOf, StringPrototypeSlice, StringPrototypeSplit, StringPrototypeStartsWith, SymbolIterator, TypeError,
  } = heddle.primordials;
  const { alias, converters, isObject, makeIteratorFactory, requireArguments, shapeInterface } = heddle.use('webidl.js');
  const { decode, encode, sets } = heddle.use('percent-encoding.js');
  const { updateQuery } = heddle.use('url.js');
  const { USVString } = converters;
  const makeIterator = makeIteratorFactory('URLSearchParams');
  let isURLSearchParams, createFor, reset;

  function decodeForm(text) {
    if (StringPrototypeIncludes(text, '+')) text = RegExpPrototypeSymbolReplace(/\+/g, text, ' ');
    return decode(text);
  }

  function parseForm(input) {
    const list = [];
    const parts = StringPrototypeSplit(input, '&');
    for (let i = 0; i < parts.length; i++) {
      if (parts[i] === '') continue;
      const equals = StringPrototypeIndexOf(parts[i], '=');
      const name = equals < 0 ? parts[i] : StringPrototypeSlice(parts[i], 0, equals);
      const value = equals < 0 ? '' : StringPrototypeSlice(parts[i], equals + 1);
      list[list.length] = [decodeForm(name), decodeForm(value)];
    }
    return list;
  }

  function encodeForm(text) {
    const encoded = encode(text, sets.form);
    return StringPrototypeIncludes(encoded, '%20') ? RegExpPrototypeSymbolReplace(/%20/g, encoded, '+') : encoded;
  }

  function serializeForm(list) {
    let text = '';
    for (let i = 0; i < list.length; i++)
      text += `${i === 0 ? '' : '&'}${encodeForm(list[i][0])}=${encodeForm(list[i][1])}`;
    return text;
  }

  function toPair(pair) {
    const what = "Failed to construct 'URLSearchParams': each pair";
    const converted = converters.sequence(pair, USVString, what);
    if (converted.length !== 2) throw new TypeError("Failed to construct 'URLSearchParams': each query pair must be an iterable [name, value] tuple");
    return converted;
  }

  function readInit(init) {
    if (!isObject(init)) {
      const text = USVString(init);
      return parseForm(StringPrototypeStartsWith(text, '?') ? StringPrototypeSlice(text, 1) : text);
    }
    const what = "Failed to construct 'URLSearchParams': parameter 1";
    const method = init[SymbolIterator];
    if (method !== undefined && method !== null) return converters.sequence(init, toPair, what, method);
    return converters.record(init, USVString, USVString, what);
  }

  class URLSearchParams {
    #list;
    #url = null;

    constructor(init = '') {
      this.#list = readInit(init);
    }

    get size() { return this.#list.length; }

    append(name, value) {
      requireArguments(arguments.length, 2, "execute 'append' on 'URLSearchParams'");
      this.#list;
      const key = USVString(name);
      this.#list[this.#list.length] = [key, USVString(value)];
      this.#update();
    }

    delete(name, value = undefined) {
      requireArguments(arguments.length, 1, "execute 'delete' on 'URLSearchParams'");
      this.#list;
      const key = USVString(name);
      const wanted = value === undefined ? undefined : USVString(value);
      this.#list = ArrayPrototypeFilter(this.#list,
        (pair) => pair[0] !== key || (wanted !== undefined && pair[1] !== wanted));
      this.#update();
    }

    get(name) {
      requireArguments(arguments.length, 1, "execute 'get' on 'URLSearchParams'");
      const list = this.#list;
      const key = USVString(name);
      for (let i = 0; i < list.length; i++) if (list[i][0] === key) return list[i][1];
      return null;
    }

    getAll(name) {
      requireArguments(arguments.length, 1, "execute 'getAll' on 'URLSearchParams'");
      const list = this.#list;
      const key = USVString(name);
      const found = [];
      for (let i = 0; i < list.length; i++) if (list[i][0] === key) found[found.length] = list[i][1];
      return found;
    }

    has(name, value = undefined) {
      requireArguments(arguments.length, 1, "execute 'has' on 'URLSearchParams'");
      const list = this.#list;
      const key = USVString(name);
      const wanted = value === undefined ? undefined : USVString(value);
      for (let i = 0; i < list.length; i++)
        if (list[i][0] === key && (wanted === undefined || list[i][1] === wanted)) return true;
      return false;
    }

    set(name, value) {
      requireArguments(arguments.length, 2, "execute 'set' on 'URLSearchParams'");
      this.#list;
      const key = USVString(name);
      const text = USVString(value);
      let isSet = false;
      this.#list = ArrayPrototypeFilter(this.#list, (pair) => {
        if (pair[0] !== key) return true;
        if (isSet) return false;
        pair[1] = text;
        return isSet = true;
      });
      if (!isSet) this.#list[this.#list.length] = [key, text];
      this.#update();
    }

    sort() {
      ArrayPrototypeSort(this.#list, (a, b) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);
      this.#update();
    }

    toString() { return serializeForm(this.#list); }

    forEach(callback, thisArg = undefined) {
      requireArguments(arguments.length, 1, "execute 'forEach' on 'URLSearchParams'");
      this.#list;
      converters.callback(callback, "Failed to execute 'forEach' on 'URLSearchParams': parameter 1");
      for (let i = 0; i < this.#list.length; i++)
        ReflectApply(callback, thisArg, [this.#list[i][1], this.#list[i][0], this]);
    }

    entries() { return this.#iterate('entries'); }
    keys() { return this.#iterate('keys'); }
    values() { return this.#iterate('values'); }

    #iterate(kind) {
      this.#list;
      let i = 0;
      return makeIterator(kind, () => {
        const pair = this.#list[i++];
        return pair && [pair[0], pair[1]];
      });
    }

    #update() {
      if (this.#url) updateQuery(this.#url, serializeForm(this.#list));
    }

    static {
      isURLSearchParams = (value) => isObject(value) && #list in value;
      createFor = (url, query) => {
        const params = new URLSearchParams();
        params.#url = url;
        reset(params, query);
        return params;
      };
      reset = (params, query) => { params.#list = query ? parseForm(query) : []; };
    }
  }
  shapeInterface(URLSearchParams);
  alias(URLSearchParams.prototype, SymbolIterator, 'entries');

  return { URLSearchParams, isURLSearchParams, createFor, reset, parseForm, serializeForm };
})
