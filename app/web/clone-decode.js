// SPDX-License-Identifier: GPL-3.0-or-later
//
// clone-decode.js: StructuredDeserialize (HTML, "Safe passing of structured data"). The tree of clone-encode.js becomes
// the value, in place: only what is marked is made anew.
(function (heddle) {
  'use strict';

  const {
    ArrayBuffer, ArrayBufferPrototypeGetByteLength, ArrayPrototypePush, BigInt, DataView, Date, Error, EvalError, Map,
    MapPrototypeSet, Number, Object, ObjectDefineProperty, ObjectHasOwn, ObjectKeys, RangeError, ReferenceError, RegExp, Set,
    SetPrototypeAdd, SyntaxError, TypeError, TypedArrayPrototypeSet, URIError, Uint8Array,
  } = heddle.primordials;
  const { DOMException } = heddle.use('dom-exception.js');
  const { primordials } = heddle;

  const errors = { __proto__: null, Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

  function define(object, key, value, enumerable = true) {
    ObjectDefineProperty(object, key, { __proto__: null, value, writable: true, enumerable, configurable: true });
  }

  const makers = {
    __proto__: null,
    u: () => undefined,
    n: (decoder, list) => Number(list[1]),
    i: (decoder, list) => BigInt(list[1]),
    r: (decoder, list) => decoder.objects[list[1]],
    w: (decoder, list) => decoder.keep(Object(decoder.decode(list[1])), decoder.reserve()),
    d: (decoder, list) => decoder.keep(new Date(decoder.decode(list[1])), decoder.reserve()),
    x: (decoder, list) => decoder.keep(new RegExp(list[1], list[2]), decoder.reserve()),
    t: (decoder, list) => decoder.keep(decoder.transferred[list[1]], decoder.reserve()),
    g: (decoder, list) => decoder.keep(decoder.adopt(decoder.shared[list[1]]), decoder.reserve()),

    o(decoder, list) {
      return decoder.decodeMembers(decoder.keep(list[1], decoder.reserve()));
    },

    a(decoder, list) {
      const array = decoder.keep([], decoder.reserve());
      array.length = list[1];
      for (let i = 2; i < list.length; i += 2) define(array, list[i], decoder.decode(list[i + 1]));
      return array;
    },

    m(decoder, list) {
      const map = decoder.keep(new Map(), decoder.reserve());
      for (let i = 1; i < list.length; i += 2) {
        const key = decoder.decode(list[i]);
        MapPrototypeSet(map, key, decoder.decode(list[i + 1]));
      }
      return map;
    },

    s(decoder, list) {
      const set = decoder.keep(new Set(), decoder.reserve());
      for (let i = 1; i < list.length; i++) SetPrototypeAdd(set, decoder.decode(list[i]));
      return set;
    },

    e(decoder, list) {
      const error = decoder.keep(new errors[list[1]](), decoder.reserve());
      delete error.line;
      delete error.column;
      delete error.sourceURL;
      if (list[2] !== null) define(error, 'message', list[2], false);
      define(error, 'stack', list[3] ?? `${error}`, false);
      if (list.length > 4) define(error, 'cause', decoder.decode(list[4]), false);
      return error;
    },

    q(decoder, list) {
      const exception = decoder.keep(new DOMException(list[1], list[2]), decoder.reserve());
      if (list[3] !== null) define(exception, 'stack', list[3], false);
      return exception;
    },

    b(decoder, list) {
      const place = decoder.reserve();
      const bytes = decoder.buffers[list[1]];
      if (list.length === 2) return decoder.keep(bytes, place);
      const buffer = new ArrayBuffer(ArrayBufferPrototypeGetByteLength(bytes), { __proto__: null, maxByteLength: list[2] });
      TypedArrayPrototypeSet(new Uint8Array(buffer), new Uint8Array(bytes));
      return decoder.keep(buffer, place);
    },

    v(decoder, list) {
      const place = decoder.reserve();
      const View = list[1] === 'DataView' ? DataView : primordials[list[1]];
      const buffer = decoder.decode(list[2]);
      return decoder.keep(list[4] === -1 ? new View(buffer, list[3]) : new View(buffer, list[3], list[4]), place);
    },

    p(decoder, list) {
      const place = decoder.reserve();
      return decoder.keep(heddle.use(list[1]).deserialize(decoder.decode(list[2])), place);
    },
  };

  class Decoder {
    // `adopt` makes a SharedArrayBuffer of what `shared` holds.
    constructor(buffers, shared, transferred, adopt) {
      this.objects = [];
      this.buffers = buffers;
      this.shared = shared;
      this.transferred = transferred;
      this.adopt = adopt;
    }

    reserve() {
      return ArrayPrototypePush(this.objects, undefined) - 1;
    }

    keep(object, place) {
      this.objects[place] = object;
      return object;
    }

    decode(tree) {
      if (typeof tree !== 'object' || tree === null) return tree;
      if (primordials.ArrayIsArray(tree)) return this.decodeElements(this.keep(tree, this.reserve()));
      if (ObjectHasOwn(tree, '@')) return makers[tree['@'][0]](this, tree['@']);
      return this.decodeMembers(this.keep(tree, this.reserve()));
    }

    decodeMembers(object) {
      const keys = ObjectKeys(object);
      for (let i = 0; i < keys.length; i++) {
        const value = object[keys[i]];
        if (typeof value === 'object' && value !== null) object[keys[i]] = this.decode(value);
      }
      return object;
    }

    decodeElements(array) {
      for (let i = 0; i < array.length; i++) {
        const value = array[i];
        if (typeof value !== 'object' || value === null) continue;
        if (!primordials.ArrayIsArray(value) && ObjectHasOwn(value, '@') && value['@'][0] === 'h') delete array[i];
        else array[i] = this.decode(value);
      }
      return array;
    }
  }

  return { Decoder };
})
