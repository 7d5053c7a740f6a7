// SPDX-License-Identifier: GPL-3.0-or-later
//
// webidl.js: what the Web IDL standard asks of every interface: arguments are counted, then converted in order; members
// of an interface are enumerable and its objects say its name.
//
// `where` in a message is `construct 'URL'` or `execute 'append' on 'Headers'`; `what` names the value that was wrong,
// as in `parameter 1`.
(function (heddle) {
  'use strict';

  const {
    ArrayBufferIsView, ArrayBufferPrototypeGetByteLength, DataViewPrototypeGetBuffer, DataViewPrototypeGetByteLength,
    DataViewPrototypeGetByteOffset, IteratorPrototype, MathFloor, MathFround, MathTrunc, NumberIsFinite,
    NumberMAX_SAFE_INTEGER, ObjectDefineProperty, ObjectGetOwnPropertyDescriptor, ObjectSetPrototypeOf, ReflectApply,
    ReflectOwnKeys, SafeMap, SafeSet, SharedArrayBufferPrototypeGetByteLength, StringPrototypeCharCodeAt, StringPrototypeToWellFormed,
    SymbolIterator, SymbolToStringTag, TypeError, TypedArrayPrototypeGetBuffer, TypedArrayPrototypeGetByteLength,
    TypedArrayPrototypeGetByteOffset, TypedArrayPrototypeGetSymbolToStringTag,
  } = heddle.primordials;
  const brands = heddle.use('brands.js');

  function requireArguments(given, needed, where) {
    if (given < needed)
      throw new TypeError(`Failed to ${where}: ${needed} argument${needed === 1 ? '' : 's'} required, but only ${given} present.`);
  }

  function illegalConstructor() {
    return new TypeError('Illegal constructor');
  }

  function illegalInvocation() {
    return new TypeError('Illegal invocation');
  }

  function isObject(value) {
    return (typeof value === 'object' && value !== null) || typeof value === 'function';
  }

  const DOMString = (value) => typeof value === 'string' ? value : `${value}`;
  const USVString = (value) => StringPrototypeToWellFormed(typeof value === 'string' ? value : `${value}`);
  const toBoolean = (value) => !!value;

  function ByteString(value, what = 'The value') {
    const string = DOMString(value);
    for (let i = 0; i < string.length; i++) {
      const code = StringPrototypeCharCodeAt(string, i);
      if (code > 255)
        throw new TypeError(`${what} cannot be converted to a ByteString: the character at index ${i} has the value ${code}, which is greater than 255.`);
    }
    return string;
  }

  function unrestrictedDouble(value) {
    return +value;
  }

  function double(value, what = 'The provided double value') {
    const number = +value;
    if (!NumberIsFinite(number)) throw new TypeError(`${what} is non-finite.`);
    return number;
  }

  function float(value, what) {
    return MathFround(double(value, what));
  }

  // Web IDL, "ConvertToInt": halves are rounded to even by [Clamp], everything else is cut off.
  function roundHalfToEven(number) {
    const floor = MathFloor(number);
    const rest = number - floor;
    if (rest !== 0.5) return MathFloor(number + 0.5);
    return floor % 2 === 0 ? floor : floor + 1;
  }

  function makeInteger(bits, signed) {
    const modulus = 2 ** bits;
    const upper = bits === 64 ? NumberMAX_SAFE_INTEGER : signed ? 2 ** (bits - 1) - 1 : modulus - 1;
    const lower = !signed ? 0 : bits === 64 ? -NumberMAX_SAFE_INTEGER : -(2 ** (bits - 1));

    return function integer(value, mode, what = 'The value provided') {
      let number = +value;
      if (mode === 'EnforceRange') {
        if (!NumberIsFinite(number)) throw new TypeError(`${what} is not a finite number.`);
        number = MathTrunc(number) + 0;
        if (number < lower || number > upper)
          throw new TypeError(`${what} is outside the accepted range of ${lower} to ${upper}, inclusive.`);
        return number;
      }
      if (number !== number) return 0;
      if (mode === 'Clamp') return roundHalfToEven(number < lower ? lower : number > upper ? upper : number) + 0;
      if (!NumberIsFinite(number)) return 0;
      number = MathTrunc(number) + 0;
      if (number >= lower && number <= upper) return number;
      number %= modulus;
      if (number < 0) number += modulus;
      return signed && number >= modulus / 2 ? number - modulus : number + 0;
    };
  }

  function enumeration(value, values, what) {
    const string = DOMString(value);
    for (let i = 0; i < values.length; i++) if (values[i] === string) return string;
    throw new TypeError(`${what}: the provided value '${string}' is not a valid enum value.`);
  }

  function object(value, what) {
    if (!isObject(value)) throw new TypeError(`${what} is not an object.`);
    return value;
  }

  function callback(value, what) {
    if (typeof value !== 'function') throw new TypeError(`${what} is not a function.`);
    return value;
  }

  // A sequence from anything iterable; `method` is its Symbol.iterator where the caller had to look already.
  function sequence(value, convert, what, method) {
    if (!isObject(value)) throw new TypeError(`${what} cannot be converted to a sequence.`);
    method ??= value[SymbolIterator];
    if (typeof method !== 'function')
      throw new TypeError(`${what} cannot be converted to a sequence: it must have a callable @@iterator property.`);
    const iterator = ReflectApply(method, value, []);
    if (!isObject(iterator)) throw new TypeError(`${what} cannot be converted to a sequence: its iterator is not an object.`);
    const { next } = iterator;
    const result = [];
    for (;;) {
      const step = ReflectApply(next, iterator, []);
      if (!isObject(step)) throw new TypeError(`${what} cannot be converted to a sequence: its iterator gave something that is not an object.`);
      if (step.done) return result;
      result[result.length] = convert ? convert(step.value) : step.value;
    }
  }

  // A record's entries, in order: [[key, value], …].
  function record(value, convertKey, convertValue, what) {
    object(value, what);
    const entries = [];
    const indexes = { __proto__: null };
    const keys = ReflectOwnKeys(value);
    for (let i = 0; i < keys.length; i++) {
      const descriptor = ObjectGetOwnPropertyDescriptor(value, keys[i]);
      if (!descriptor?.enumerable) continue;
      const key = convertKey(keys[i]);
      const converted = convertValue(value[keys[i]]);
      if (key in indexes) entries[indexes[key]][1] = converted;
      else {
        indexes[key] = entries.length;
        entries[entries.length] = [key, converted];
      }
    }
    return entries;
  }

  // `members` is a list of { name, convert, fallback, required } in the standard's order: inherited dictionaries first,
  // each of them by name. A member without fallback that is not given is left out.
  function dictionary(value, members, what) {
    const result = { __proto__: null };
    if (value !== undefined && value !== null && !isObject(value)) throw new TypeError(`${what} is not an object.`);
    for (let i = 0; i < members.length; i++) {
      const { name, convert, fallback, required } = members[i];
      const member = value === undefined || value === null ? undefined : value[name];
      if (member !== undefined) result[name] = convert(member);
      else if (required) throw new TypeError(`${what}: required member ${name} is undefined.`);
      else if (fallback !== undefined) result[name] = typeof fallback === 'function' ? fallback() : fallback;
    }
    return result;
  }

  function isArrayBuffer(value) {
    try {
      ArrayBufferPrototypeGetByteLength(value);
      return true;
    } catch {
      return false;
    }
  }

  function isSharedArrayBuffer(value) {
    if (brands.isShared(value)) return true;
    if (!SharedArrayBufferPrototypeGetByteLength) return false;
    try {
      SharedArrayBufferPrototypeGetByteLength(value);
      return true;
    } catch {
      return false;
    }
  }

  // Where the bytes of a BufferSource are: { buffer, byteOffset, byteLength }; null for anything else.
  function bytesOf(value) {
    if (!isObject(value)) return null;
    if (!ArrayBufferIsView(value)) {
      if (isArrayBuffer(value)) return { buffer: value, byteOffset: 0, byteLength: ArrayBufferPrototypeGetByteLength(value) };
      if (isSharedArrayBuffer(value)) return { buffer: value, byteOffset: 0, byteLength: SharedArrayBufferPrototypeGetByteLength(value) };
      return null;
    }
    if (TypedArrayPrototypeGetSymbolToStringTag(value) !== undefined)
      return {
        buffer: TypedArrayPrototypeGetBuffer(value),
        byteOffset: TypedArrayPrototypeGetByteOffset(value),
        byteLength: TypedArrayPrototypeGetByteLength(value),
      };
    return {
      buffer: DataViewPrototypeGetBuffer(value),
      byteOffset: DataViewPrototypeGetByteOffset(value),
      byteLength: DataViewPrototypeGetByteLength(value),
    };
  }

  function bufferSource(value, what) {
    const bytes = bytesOf(value);
    if (!bytes) throw new TypeError(`${what} is not of type 'ArrayBuffer' or an ArrayBuffer view.`);
    return bytes;
  }

  function define(target, key, attributes) {
    ObjectDefineProperty(target, key, { __proto__: null, ...attributes });
  }

  function makeEnumerable(target, ownKey) {
    const keys = ReflectOwnKeys(target);
    for (let i = 0; i < keys.length; i++)
      if (typeof keys[i] === 'string' && !ownKey(keys[i])) define(target, keys[i], { enumerable: true });
  }

  function defineConstants(Interface, constants) {
    const names = ReflectOwnKeys(constants);
    for (let i = 0; i < names.length; i++) {
      const constant = { value: constants[names[i]], enumerable: true, writable: false, configurable: false };
      define(Interface, names[i], constant);
      define(Interface.prototype, names[i], constant);
    }
  }

  const ofClass = (key) => key === 'length' || key === 'name' || key === 'prototype';
  const ofPrototype = (key) => key === 'constructor';

  // The prototypes of all interfaces; and of those whose objects can be cloned, { file, serialize (value) }: the file's
  // deserialize (data) makes the object again from what serialize () returned.
  const platformPrototypes = new SafeSet();
  const serializers = new SafeMap();

  // Gives a class the shape of a Web IDL interface: enumerable members, the name in Symbol.toStringTag, constants.
  function shapeInterface(Interface, constants) {
    platformPrototypes.add(Interface.prototype);
    makeEnumerable(Interface, ofClass);
    makeEnumerable(Interface.prototype, ofPrototype);
    define(Interface, 'prototype', { writable: false });
    define(Interface.prototype, SymbolToStringTag,
      { value: Interface.name, configurable: true, enumerable: false, writable: false });
    if (constants) defineConstants(Interface, constants);
    return Interface;
  }

  // Two names for one function, as Web IDL has for the iterator of an iterable interface.
  function alias(target, key, of) {
    define(target, key, { value: target[of], configurable: true, enumerable: false, writable: true });
  }

  // Makes the iterators of an iterable interface: a function of a kind ('entries', 'keys', 'values') and of `step ()`,
  // which gives [key, value], or undefined at the end.
  function makeIteratorFactory(name) {
    class Iteration {
      #kind;
      #step;

      constructor(kind, step) {
        this.#kind = kind;
        this.#step = step;
      }

      next() {
        if (!isObject(this) || !(#step in this)) throw illegalInvocation();
        const entry = this.#step();
        if (!entry) return { value: undefined, done: true };
        if (this.#kind === 'entries') return { value: entry, done: false };
        return { value: this.#kind === 'keys' ? entry[0] : entry[1], done: false };
      }
    }
    const { prototype } = Iteration;
    ObjectSetPrototypeOf(prototype, IteratorPrototype);
    delete prototype.constructor;
    define(prototype, 'next', { enumerable: true });
    define(prototype, SymbolToStringTag, { value: `${name} Iterator`, configurable: true, enumerable: false, writable: false });
    return (kind, step) => new Iteration(kind, step);
  }

  return {
    requireArguments, illegalConstructor, illegalInvocation, isObject,
    converters: {
      __proto__: null,
      DOMString, USVString, ByteString, boolean: toBoolean, double, float, 'unrestricted double': unrestrictedDouble,
      byte: makeInteger(8, true), octet: makeInteger(8, false), short: makeInteger(16, true),
      'unsigned short': makeInteger(16, false), long: makeInteger(32, true), 'unsigned long': makeInteger(32, false),
      'long long': makeInteger(64, true), 'unsigned long long': makeInteger(64, false),
      enumeration, object, callback, sequence, record, dictionary, BufferSource: bufferSource,
    },
    bytesOf, isArrayBuffer, isSharedArrayBuffer,
    platformPrototypes, serializers, shapeInterface, alias, makeIteratorFactory, define,
  };
})
