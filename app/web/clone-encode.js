// SPDX-License-Identifier: GPL-3.0-or-later
//
// clone-encode.js: StructuredSerializeInternal and StructuredSerializeWithTransfer (HTML, "Safe passing of structured
// data"). A value becomes a tree that JSON can carry, with its bytes and ports beside it.
//
// Most values are their own tree: objects, dense arrays, strings, booleans, null, finite numbers. Everything else is an
// object with the one key '@' and a list: its tag, then what the tag needs (clone-decode.js reads them):
//   u undefined · h hole · n number · i BigInt · r an object met before, by its place · o object with a key '@'
//   a array with holes or properties · w wrapper · d Date · x RegExp · m Map · s Set · e Error · q DOMException
//   b ArrayBuffer · g SharedArrayBuffer · v view · t transferred object · p platform object
// Objects are numbered in the order in which they are met, the same on both sides.
//
// A value is walked once, so that a getter runs once. What the walk met is checked for proxies in one native call.
(function (heddle) {
  'use strict';

  const {
    ArrayBufferIsView, ArrayBufferPrototype, ArrayBufferPrototypeGetByteLength, ArrayBufferPrototypeGetDetached,
    ArrayBufferPrototypeGetMaxByteLength, ArrayBufferPrototypeGetResizable, ArrayBufferPrototypeResize,
    ArrayIsArray, ArrayIteratorPrototype, ArrayPrototypePush, ArrayPrototypeSlice, AsyncIteratorPrototype, BigIntPrototype,
    BigIntPrototypeToString, BigIntPrototypeValueOf, BooleanPrototype, BooleanPrototypeValueOf, DataViewPrototype,
    DataViewPrototypeGetBuffer, DataViewPrototypeGetByteLength, DataViewPrototypeGetByteOffset, DatePrototype,
    DatePrototypeGetTime, ErrorIsError, ErrorPrototype, FinalizationRegistry, FunctionPrototypeToString, Map,
    MapPrototypeForEach, MapPrototypeGetSize, NumberPrototype, NumberPrototypeValueOf, ObjectDefineProperty,
    ObjectGetOwnPropertyDescriptor, ObjectGetPrototypeOf, ObjectKeys, ObjectHasOwn, ObjectPrototype,
    ObjectPrototypeToString, Promise, ReflectApply, RegExpPrototype, RegExpPrototypeGetDotAll, RegExpPrototypeGetGlobal,
    RegExpPrototypeGetHasIndices, RegExpPrototypeGetIgnoreCase, RegExpPrototypeGetMultiline, RegExpPrototypeGetSource,
    RegExpPrototypeGetSticky, RegExpPrototypeGetUnicode, RegExpPrototypeGetUnicodeSets, SafeMap, SafeSet, Set,
    SetPrototypeForEach, SetPrototypeGetSize, SharedArrayBuffer, SharedArrayBufferPrototypeGetByteLength,
    StringPrototype, StringPrototypeValueOf, SymbolPrototype, SymbolPrototypeToString, SymbolPrototypeValueOf,
    TypedArray, TypedArrayPrototypeGetBuffer, TypedArrayPrototypeGetByteLength, TypedArrayPrototypeGetByteOffset,
    TypedArrayPrototypeGetLength, TypedArrayPrototypeGetSymbolToStringTag, TypedArrayPrototypeKeys, Uint8Array, WeakMap, WeakRef, WeakSet,
  } = heddle.primordials;
  const { platformPrototypes, serializers } = heddle.use('webidl.js');
  const { DOMException, isDOMException } = heddle.use('dom-exception.js');
  const { native } = heddle;

  const FEW_OBJECTS = 8;
  const FEW_ELEMENTS = 1000;
  const ERROR_NAMES = {
    __proto__: null, EvalError: 1, RangeError: 1, ReferenceError: 1, SyntaxError: 1, TypeError: 1, URIError: 1,
  };

  function brand(check) {
    return (value) => {
      try {
        check(value);
        return true;
      } catch {
        return false;
      }
    };
  }

  const brands = heddle.use('brands.js');
  const isOfBytes = brand(ArrayBufferPrototypeGetByteLength);
  const isArrayBuffer = (value) => isOfBytes(value) && !brands.isShared(value);
  const isEngineShared = SharedArrayBuffer ? brand(SharedArrayBufferPrototypeGetByteLength) : () => false;
  const isSharedArrayBuffer = (value) => brands.isShared(value) || isEngineShared(value);

  // The shapes that the engine gives to arrays which have elements and nothing else. To list the keys of a large array takes
  // long; an array of another shape has its keys listed.
  const plainShapes = new SafeSet();

  function learnShapes() {
    const samples = [[], [1], [1.5], [{}], [undefined], [1, , 2]];
    for (let i = 0; i < samples.length; i++) {
      plainShapes.add(native.shapeOf(samples[i]));
      samples[i][samples[i].length] = samples[i][0]; // a literal is copied when it is written to
      plainShapes.add(native.shapeOf(samples[i]));
    }
    for (let i = 0; i < samples.length; i++) {
      samples[i].name = i;
      if (plainShapes.has(native.shapeOf(samples[i]))) plainShapes.clear();
    }
    plainShapes.add(-1);
  }

  // Whether an array surely has no properties but its elements; false when that is not known.
  function hasNoProperties(array) {
    if (plainShapes.size === 0) learnShapes();
    return plainShapes.has(native.shapeOf(array));
  }

  function nameOf(value) {
    if (typeof value === 'function') return FunctionPrototypeToString(value);
    if (typeof value === 'symbol') return SymbolPrototypeToString(value);
    try {
      const { name } = value.constructor;
      if (typeof name === 'string' && name !== '') return `#<${name}>`;
    } catch {
      // A getter of the program's; the name is for the message alone.
    }
    return '#<Object>';
  }

  // Whether a view grows with its resizable buffer: nothing says so but resizing. The buffer is put back as it was.
  function isLengthTracking(buffer, step, getByteLength, view) {
    const length = ArrayBufferPrototypeGetByteLength(buffer);
    const before = getByteLength(view);
    if (length + step <= ArrayBufferPrototypeGetMaxByteLength(buffer)) {
      ArrayBufferPrototypeResize(buffer, length + step);
      const grown = getByteLength(view) !== before;
      ArrayBufferPrototypeResize(buffer, length);
      return grown;
    }
    if (before <= step) return false;
    const bytes = new Uint8Array(buffer);
    const saved = [];
    for (let i = length - step; i < length; i++) ArrayPrototypePush(saved, bytes[i]);
    ArrayBufferPrototypeResize(buffer, length - step);
    const shrunk = getByteLength(view) === before - step;
    ArrayBufferPrototypeResize(buffer, length);
    for (let i = 0; i < step; i++) bytes[length - step + i] = saved[i];
    return shrunk;
  }

  function flagsOf(value) {
    return (RegExpPrototypeGetHasIndices(value) ? 'd' : '') + (RegExpPrototypeGetGlobal(value) ? 'g' : '') +
      (RegExpPrototypeGetIgnoreCase(value) ? 'i' : '') + (RegExpPrototypeGetMultiline(value) ? 'm' : '') +
      (RegExpPrototypeGetDotAll(value) ? 's' : '') + (RegExpPrototypeGetUnicode(value) ? 'u' : '') +
      (RegExpPrototypeGetUnicodeSets(value) ? 'v' : '') + (RegExpPrototypeGetSticky(value) ? 'y' : '');
  }

  function ownText(value, key) {
    const descriptor = ObjectGetOwnPropertyDescriptor(value, key);
    return descriptor && 'value' in descriptor ? `${descriptor.value}` : null;
  }

  // The prototypes of the built-ins with state of their own, each with what makes a tree of it: undefined says that the
  // object only inherits from it.
  const encoders = new SafeMap();

  function encodeWrapper(valueOf) {
    const isWrapper = brand(valueOf);
    return (encoder, value) => isWrapper(value) ? encoder.mark(['w', encoder.encode(valueOf(value))]) : undefined;
  }

  encoders.set(BooleanPrototype, encodeWrapper(BooleanPrototypeValueOf));
  encoders.set(NumberPrototype, encodeWrapper(NumberPrototypeValueOf));
  encoders.set(StringPrototype, encodeWrapper(StringPrototypeValueOf));
  encoders.set(BigIntPrototype, encodeWrapper(BigIntPrototypeValueOf));

  const isDate = brand(DatePrototypeGetTime);
  encoders.set(DatePrototype, (encoder, value) =>
    isDate(value) ? encoder.mark(['d', encoder.encode(DatePrototypeGetTime(value))]) : undefined);

  const isRegExp = brand(RegExpPrototypeGetSource);
  encoders.set(RegExpPrototype, (encoder, value) =>
    value !== RegExpPrototype && isRegExp(value)
      ? encoder.mark(['x', RegExpPrototypeGetSource(value), flagsOf(value)]) : undefined);

  const isMap = brand(MapPrototypeGetSize);
  encoders.set(Map.prototype, (encoder, value) => {
    if (!isMap(value)) return undefined;
    const entries = [];
    MapPrototypeForEach(value, (item, key) => { ArrayPrototypePush(entries, key, item); });
    return encoder.mark(encoder.encodeList('m', entries));
  });

  const isSet = brand(SetPrototypeGetSize);
  encoders.set(Set.prototype, (encoder, value) => {
    if (!isSet(value)) return undefined;
    const entries = [];
    SetPrototypeForEach(value, (item) => { ArrayPrototypePush(entries, item); });
    return encoder.mark(encoder.encodeList('s', entries));
  });

  encoders.set(ErrorPrototype, (encoder, value) => {
    if (!ErrorIsError(value)) return undefined;
    const name = value.name;
    const type = name === undefined ? 'Error' : `${name}`;
    const tree = ['e', type in ERROR_NAMES ? type : 'Error', ownText(value, 'message'), ownText(value, 'stack')];
    const cause = ObjectGetOwnPropertyDescriptor(value, 'cause');
    if (cause && 'value' in cause) ArrayPrototypePush(tree, encoder.encode(cause.value));
    return encoder.mark(tree);
  });

  encoders.set(DOMException.prototype, (encoder, value) =>
    isDOMException(value) ? encoder.mark(['q', value.message, value.name, ownText(value, 'stack')]) : undefined);

  encoders.set(ArrayBufferPrototype, (encoder, value) => isArrayBuffer(value) ? encoder.encodeBuffer(value) : undefined);
  if (SharedArrayBuffer)
    encoders.set(SharedArrayBuffer.prototype, (encoder, value) =>
      isSharedArrayBuffer(value) ? encoder.encodeShared(value) : undefined);

  encoders.set(TypedArray.prototype, (encoder, value) => {
    const type = TypedArrayPrototypeGetSymbolToStringTag(value);
    return type === undefined ? undefined : encoder.encodeView(value, type, TypedArrayPrototypeGetBuffer(value),
      TypedArrayPrototypeGetByteOffset, TypedArrayPrototypeGetByteLength, TypedArrayPrototypeGetLength(value));
  });
  encoders.set(DataViewPrototype, (encoder, value) => {
    if (!ArrayBufferIsView(value)) return undefined;
    return encoder.encodeView(value, 'DataView', DataViewPrototypeGetBuffer(value), DataViewPrototypeGetByteOffset,
      DataViewPrototypeGetByteLength);
  });

  // Built-ins that nothing can clone.
  const refuse = (encoder, value) => encoder.refuse(value);
  const getPrototype = ObjectGetPrototypeOf;
  const uncloneable = [
    Promise.prototype, WeakMap.prototype, WeakSet.prototype, WeakRef.prototype, FinalizationRegistry.prototype,
    ArrayIteratorPrototype, AsyncIteratorPrototype, getPrototype(getPrototype(function* () {}).prototype),
    getPrototype(new Map().entries()), getPrototype(new Set().values()), getPrototype(''.matchAll(/a/g)),
    getPrototype(''[heddle.primordials.SymbolIterator]()),
  ];
  for (let i = 0; i < uncloneable.length; i++) encoders.set(uncloneable[i], refuse);
  const isSymbol = brand(SymbolPrototypeValueOf);
  encoders.set(SymbolPrototype, (encoder, value) => isSymbol(value) ? encoder.refuse(value) : undefined);

  // One walk over one value. `where` names the call in a message: `execute 'structuredClone'`.
  class Encoder {
    constructor(where, allocate) {
      this.where = where;
      this.allocate = allocate;
      this.isSpecial = false;
      this.first = undefined;
      this.objects = undefined;
      this.places = undefined;
      this.transferred = undefined;
      this.buffers = undefined;
      this.shared = undefined;
    }

    refuse(value, what = `${nameOf(value)} could not be cloned.`) {
      throw new DOMException(`Failed to ${this.where}: ${what}`, 'DataCloneError');
    }

    mark(list) {
      this.isSpecial = true;
      return { '@': list };
    }

    encode(value) {
      switch (typeof value) {
        case 'string':
        case 'boolean':
          return value;
        case 'number':
          if (value - value === 0 && (value !== 0 || 1 / value > 0)) return value;
          return this.mark(['n', value === 0 ? '-0' : `${value}`]);
        case 'undefined':
          return this.mark(['u']);
        case 'bigint':
          return this.mark(['i', BigIntPrototypeToString(value)]);
        case 'object':
          return value === null ? null : this.encodeObject(value);
        default:
          return this.refuse(value);
      }
    }

    encodeObject(value) {
      const place = this.meet(value);
      if (place !== -1) return this.mark(['r', place]);
      if (this.transferred !== undefined) {
        const index = this.transferred.get(value);
        if (index !== undefined) return this.mark(['t', index]);
      }
      const prototype = ObjectGetPrototypeOf(value);
      if (prototype === ObjectPrototype && value !== heddle.global) return this.encodePlain(value);
      if (ArrayIsArray(value)) return this.encodeArray(value);
      return this.encodeOther(value, prototype);
    }

    // The place of an object that was met before; else -1, and now it was.
    meet(value) {
      if (this.first === undefined) {
        this.first = value;
        return -1;
      }
      if (this.first === value) return 0;
      if (this.objects === undefined) this.objects = [this.first];
      const { objects, places } = this;
      const count = objects.length;
      if (places !== undefined) {
        const place = places.get(value);
        if (place !== undefined) return place;
        places.set(value, count);
      } else {
        for (let i = 0; i < count; i++) if (objects[i] === value) return i;
        if (count === FEW_OBJECTS) this.index(value);
      }
      objects[count] = value;
      return -1;
    }

    index(last) {
      this.places = new SafeMap();
      for (let i = 0; i < this.objects.length; i++) this.places.set(this.objects[i], i);
      this.places.set(last, this.objects.length);
    }

    encodePlain(value) {
      const tree = {};
      let hasMark = false;
      for (const key in value) {
        if (key in ObjectPrototype) {
          if (!ObjectHasOwn(value, key)) continue;
          this.define(tree, key, this.encode(value[key]));
        } else {
          tree[key] = this.encode(value[key]);
          if (key === '@') hasMark = true;
        }
      }
      return hasMark ? this.mark(['o', tree]) : tree;
    }

    define(tree, key, value) {
      ObjectDefineProperty(tree, key, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
    }

    // Objects with another prototype than Object.prototype, which may have enumerable properties.
    encodeInstance(value) {
      const tree = {};
      const keys = ObjectKeys(value);
      for (let i = 0; i < keys.length; i++)
        if (ObjectHasOwn(value, keys[i])) this.define(tree, keys[i], this.encode(value[keys[i]]));
      return ObjectHasOwn(tree, '@') ? this.mark(['o', tree]) : tree;
    }

    encodeArray(value) {
      const { length } = value;
      if (length <= FEW_ELEMENTS || !hasNoProperties(value) ? ObjectKeys(value).length !== length
        : !(ObjectHasOwn(value, 0) && ObjectHasOwn(value, length >>> 1) && ObjectHasOwn(value, length - 1)))
        return this.encodeSparse(value, length);
      const tree = [];
      for (let i = 0; i < length; i++) {
        const item = value[i];
        tree[i] = item === undefined && !ObjectHasOwn(value, i) ? this.mark(['h']) : this.encode(item);
      }
      return tree;
    }

    encodeSparse(value, length) {
      const tree = ['a', length];
      const keys = ObjectKeys(value);
      for (let i = 0; i < keys.length; i++)
        if (ObjectHasOwn(value, keys[i])) ArrayPrototypePush(tree, keys[i], this.encode(value[keys[i]]));
      return this.mark(tree);
    }

    encodeList(tag, values) {
      const tree = [tag];
      for (let i = 0; i < values.length; i++) ArrayPrototypePush(tree, this.encode(values[i]));
      return tree;
    }

    encodeOther(value, prototype) {
      if (value === heddle.global) return this.refuse(value);
      for (let at = prototype; at !== null; at = ObjectGetPrototypeOf(at)) {
        const encode = encoders.get(at);
        const tree = encode?.(this, value);
        if (tree !== undefined) return tree;
        if (platformPrototypes.has(at)) return this.encodePlatformObject(value, at);
      }
      const tag = ObjectPrototypeToString(value);
      if (tag === '[object Error]' && ErrorIsError(value)) return encoders.get(ErrorPrototype)(this, value);
      return this.encodeInstance(value);
    }

    encodePlatformObject(value, prototype) {
      const serializer = serializers.get(prototype);
      if (!serializer) return this.refuse(value);
      return this.mark(['p', serializer.file, this.encode(serializer.serialize(value))]);
    }

    encodeBuffer(value) {
      if (ArrayBufferPrototypeGetDetached(value)) return this.refuse(value, 'An ArrayBuffer is detached and could not be cloned.');
      this.buffers ??= [];
      const tree = ['b', this.buffers.length];
      if (ArrayBufferPrototypeGetResizable(value)) ArrayPrototypePush(tree, ArrayBufferPrototypeGetMaxByteLength(value));
      ArrayPrototypePush(this.buffers, this.allocate(value));
      return this.mark(tree);
    }

    encodeShared(value) {
      if (this.allocate.forAnyThread && !brands.isShared(value))
        return this.refuse(value, 'A growable SharedArrayBuffer, or one of WebAssembly, cannot be shared with another thread here.');
      this.shared ??= [];
      ArrayPrototypePush(this.shared, value);
      return this.mark(['g', this.shared.length - 1]);
    }

    encodeView(value, type, buffer, getByteOffset, getByteLength, length) {
      const isResizable = !isSharedArrayBuffer(buffer) && ArrayBufferPrototypeGetResizable(buffer);
      let byteLength;
      try {
        if (length !== undefined) TypedArrayPrototypeKeys(value);
        byteLength = getByteLength(value);
      } catch {
        return this.refuse(value, 'A view is out of the bounds of its buffer and could not be cloned.');
      }
      const isTracking = isResizable && isLengthTracking(buffer, length > 0 ? byteLength / length : 1, getByteLength, value);
      return this.mark(['v', type, this.encode(buffer), getByteOffset(value), isTracking ? -1 : length ?? byteLength]);
    }

    // A proxy looks like its target, but for this: "exotic objects" are not cloned.
    refuseProxies() {
      if (this.objects === undefined) {
        if (this.first !== undefined && native.findProxy(this.first) === 0) this.refuse(this.first, '#<Object> could not be cloned.');
        return;
      }
      for (let at = 0; at < this.objects.length; at += 4096)
        if (ReflectApply(native.findProxy, undefined, ArrayPrototypeSlice(this.objects, at, at + 4096)) >= 0)
          this.refuse(null, '#<Object> could not be cloned.');
    }

    run(value) {
      let tree;
      try {
        tree = this.encode(value);
      } catch (error) {
        this.refuseProxies();
        throw error;
      }
      this.refuseProxies();
      return tree;
    }
  }

  return { Encoder, isArrayBuffer };
})
