// SPDX-License-Identifier: GPL-3.0-or-later
//
// shared-memory.js: SharedArrayBuffer (ECMA-262, 25.2), whose memory several threads see. Waiting for it is in atomics.js.
//
// The memory of the engine's own SharedArrayBuffer never leaves its VM. So one here is, to the engine, an ArrayBuffer over
// memory that no VM owns (shared-bytes.c), with the prototype of SharedArrayBuffer: each thread has one over the same bytes,
// and the engine's typed arrays and Atomics.add, load, store … work on them as they are, at full speed. What remains
// of an ArrayBuffer is seen by who takes ArrayBuffer.prototype's methods to it. A growable one and the memory of
// WebAssembly stay the engine's own: they can be waited on, but not be posted.
(function (heddle) {
  'use strict';

  const {
    ArrayBufferPrototypeGetByteLength, MathMax, MathMin, MathTrunc, ObjectDefineProperty, ObjectGetOwnPropertyDescriptor,
    ObjectSetPrototypeOf, RangeError, ReflectConstruct, SafeWeakSet, SharedArrayBuffer: EngineBuffer,
    SharedArrayBufferPrototypeGetByteLength, SharedArrayBufferPrototypeGetGrowable,
    SharedArrayBufferPrototypeGetMaxByteLength, SharedArrayBufferPrototypeGrow, SharedArrayBufferPrototypeSlice, SymbolSpecies,
    TypeError, TypedArrayPrototypeSet, Uint8Array,
  } = heddle.primordials;
  const { native } = heddle;
  const { isObject } = heddle.use('webidl.js');
  const brands = heddle.use('brands.js');
  const { prototype } = EngineBuffer;

  // The engine's largest ArrayBuffer.
  const MAX_BYTES = 2 ** 32;
  const INDEX_LIMIT = 2 ** 53 - 1;

  const shared = new SafeWeakSet();
  const isShared = (value) => shared.has(value);
  brands.isShared = isShared;

  function isEngineBuffer(value) {
    try {
      SharedArrayBufferPrototypeGetByteLength(value);
      return true;
    } catch {
      return false;
    }
  }

  // ECMA-262, ToIntegerOrInfinity and ToIndex.
  function toInteger(value) {
    const number = +value;
    return number !== number ? 0 : MathTrunc(number);
  }

  function toIndex(value, message) {
    const integer = toInteger(value);
    if (integer < 0 || integer > INDEX_LIMIT) throw new RangeError(message);
    return integer;
  }

  // An ArrayBuffer over shared bytes becomes a SharedArrayBuffer.
  function adopt(buffer, itsPrototype = prototype) {
    ObjectSetPrototypeOf(buffer, itsPrototype);
    shared.add(buffer);
    return buffer;
  }

  function SharedArrayBuffer(length) {
    if (new.target === undefined) throw new TypeError("Constructor SharedArrayBuffer requires 'new'");
    const options = arguments[1];
    const byteLength = toIndex(length, 'Array buffer allocation failed');
    if (isObject(options)) {
      const { maxByteLength } = options;
      if (maxByteLength !== undefined)
        return ReflectConstruct(EngineBuffer, [byteLength, { __proto__: null, maxByteLength }], new.target);
    }
    const itsPrototype = new.target === SharedArrayBuffer ? prototype : new.target.prototype;
    const buffer = byteLength > MAX_BYTES ? undefined : native.allocateBytes(byteLength);
    if (buffer === undefined) throw new RangeError('Array buffer allocation failed');
    return adopt(buffer, isObject(itsPrototype) ? itsPrototype : prototype);
  }

  function speciesOf(buffer) {
    const { constructor } = buffer;
    if (constructor === undefined) return SharedArrayBuffer;
    if (!isObject(constructor)) throw new TypeError('object.constructor is not an object');
    return constructor[SymbolSpecies] ?? SharedArrayBuffer;
  }

  function fromStart(place, length) {
    const integer = toInteger(place);
    return integer < 0 ? MathMax(length + integer, 0) : MathMin(integer, length);
  }

  const members = {
    get byteLength() {
      return isShared(this) ? ArrayBufferPrototypeGetByteLength(this) : SharedArrayBufferPrototypeGetByteLength(this);
    },
    get growable() { return isShared(this) ? false : SharedArrayBufferPrototypeGetGrowable(this); },
    get maxByteLength() {
      return isShared(this) ? ArrayBufferPrototypeGetByteLength(this) : SharedArrayBufferPrototypeGetMaxByteLength(this);
    },
    grow(newLength) {
      if (isShared(this))
        throw new TypeError('Method SharedArrayBuffer.prototype.grow called on incompatible receiver #<SharedArrayBuffer>');
      SharedArrayBufferPrototypeGrow(this, newLength);
    },
    slice(start, end) {
      if (!isShared(this)) return SharedArrayBufferPrototypeSlice(this, start, end);
      const length = ArrayBufferPrototypeGetByteLength(this);
      const first = fromStart(start, length);
      const count = MathMax((end === undefined ? length : fromStart(end, length)) - first, 0);
      const copy = new (speciesOf(this))(count);
      if (!isShared(copy) || copy === this || ArrayBufferPrototypeGetByteLength(copy) < count)
        throw new TypeError('Species constructor did not return another SharedArrayBuffer that is large enough');
      TypedArrayPrototypeSet(new Uint8Array(copy), new Uint8Array(this, first, count));
      return copy;
    },
  };

  function shape() {
    const names = ['byteLength', 'growable', 'maxByteLength', 'grow', 'slice'];
    for (let i = 0; i < names.length; i++) {
      const descriptor = ObjectGetOwnPropertyDescriptor(members, names[i]);
      descriptor.enumerable = false;
      ObjectDefineProperty(prototype, names[i], descriptor);
    }
    const species = { get [SymbolSpecies]() { return this; } };
    ObjectDefineProperty(SharedArrayBuffer, SymbolSpecies,
      { ...ObjectGetOwnPropertyDescriptor(species, SymbolSpecies), enumerable: false });
    ObjectDefineProperty(SharedArrayBuffer, 'prototype', { __proto__: null, value: prototype, writable: false });
    ObjectDefineProperty(prototype, 'constructor',
      { __proto__: null, value: SharedArrayBuffer, writable: true, enumerable: false, configurable: true });
  }
  shape();

  // Another SharedArrayBuffer over the same memory: its structured clone.
  function share(buffer) {
    return isShared(buffer) ? adopt(native.shareBytes(buffer)) : buffer;
  }

  // Whether a value is a SharedArrayBuffer of either kind.
  function isAnyShared(value) {
    return isShared(value) || isEngineBuffer(value);
  }

  return { SharedArrayBuffer, isShared, isAnyShared, adopt, share, toIndex };
})
