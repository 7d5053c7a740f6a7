// SPDX-License-Identifier: GPL-3.0-or-later
//
// core.js: the first file evaluated in every VM, before the program. It keeps the language's own objects as they
// were at start (primordials), and loads the other files of this folder when they are first needed.
//
// Every file here is one function expression that takes `heddle` and returns what other files may use of it.
// The program never sees `heddle`. It may replace, delete or freeze any global and any prototype's method: so after
// start, nothing here calls a method of a built-in by its name on an object; it takes it from `heddle.primordials`
// (named as Node names its own: ArrayPrototypePush (array, value), ObjectKeys, SafeMap …). The build collects the names that
// are used (primordial-names.py): write them out, as `const { … } = heddle.primordials` or `heddle.primordials.NAME`.
(function (native, global) {
  'use strict';

  const { getOwnPropertyDescriptor, setPrototypeOf, freeze, create, hasOwn } = Object;
  const defineProperty = Reflect.defineProperty;
  const ownKeys = Reflect.ownKeys;
  const { bind, call } = Function.prototype;
  const uncurryThis = bind.bind(call);
  const primordials = { __proto__: null, uncurryThis, globalThis: global };

  // 'Push' → 'push', 'SymbolIterator' → Symbol.iterator, 'PI' → 'PI'
  function findKey(source, name) {
    const lower = name[0].toLowerCase() + name.slice(1);
    if (hasOwn(source, lower)) return lower;
    if (hasOwn(source, name)) return name;
    if (!name.startsWith('Symbol')) return undefined;
    const symbol = Symbol[name[6].toLowerCase() + name.slice(7)];
    return symbol !== undefined && hasOwn(source, symbol) ? symbol : undefined;
  }

  // A method, a value, or with Get… and Set… an accessor's half.
  function copyMember(source, prefix, name, wrap) {
    let key = findKey(source, name);
    if (key !== undefined) {
      const { value } = getOwnPropertyDescriptor(source, key);
      primordials[prefix + name] = typeof value === 'function' ? wrap(value) : value;
    } else if ((key = findKey(source, name.slice(3))) !== undefined) {
      const accessor = getOwnPropertyDescriptor(source, key);
      primordials[prefix + name] = wrap(name.startsWith('Get') ? accessor.get : accessor.set);
    }
  }

  // Which members the files use; of what they do not use, nothing is kept.
  const used = native.load('primordial-names.js')();

  function copyMembers(source, prefix, wrap) {
    const names = used[prefix];
    if (names === undefined) return;
    for (let i = 0; i < names.length; i++)
      if (names[i] === '') primordials[prefix] = source;
      else copyMember(source, prefix, names[i], wrap);
  }

  const TypedArray = Object.getPrototypeOf(Uint8Array);
  const ArrayIteratorPrototype = Object.getPrototypeOf([][Symbol.iterator]());
  const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);
  const classes = {
    Array, ArrayBuffer, BigInt, Boolean, DataView, Date, Error, EvalError, FinalizationRegistry, Function, Map, Number,
    Object, Promise, RangeError, ReferenceError, RegExp, Set, String, Symbol, SyntaxError, TypeError, TypedArray,
    URIError, WeakMap, WeakRef, WeakSet, AggregateError, BigInt64Array, BigUint64Array, Float32Array, Float64Array,
    Int8Array, Int16Array, Int32Array, Uint8Array, Uint8ClampedArray, Uint16Array, Uint32Array, Proxy,
  };
  const namespaces = { JSON, Math, Reflect, Atomics };
  if (global.SharedArrayBuffer) classes.SharedArrayBuffer = global.SharedArrayBuffer;
  for (const name of ownKeys(classes)) {
    const constructor = classes[name];
    primordials[name] = constructor;
    copyMembers(constructor, name, (member) => bind.call(member, constructor));
    if (constructor.prototype) copyMembers(constructor.prototype, `${name}Prototype`, uncurryThis);
  }
  for (const name of ownKeys(namespaces)) {
    primordials[name] = namespaces[name];
    copyMembers(namespaces[name], name, (member) => bind.call(member, namespaces[name]));
  }
  copyMembers(ArrayIteratorPrototype, 'ArrayIteratorPrototype', uncurryThis);
  primordials.MapIteratorPrototypeNext = uncurryThis(new Map()[Symbol.iterator]().next);
  primordials.SetIteratorPrototypeNext = uncurryThis(new Set()[Symbol.iterator]().next);
  for (const name of ['decodeURIComponent', 'encodeURIComponent', 'isNaN', 'isFinite', 'parseInt', 'parseFloat', 'eval'])
    primordials[name] = global[name];
  primordials.IteratorPrototype = Object.getPrototypeOf(ArrayIteratorPrototype);
  primordials.AsyncIteratorPrototype = AsyncIteratorPrototype;

  // Maps and sets whose methods the program cannot reach: use them by method calls, as usual.
  function makeSafe(unsafe, safe) {
    for (const key of ownKeys(unsafe.prototype))
      if (key !== 'constructor') defineProperty(safe.prototype, key, getOwnPropertyDescriptor(unsafe.prototype, key));
    setPrototypeOf(safe.prototype, null);
    freeze(safe.prototype);
    freeze(safe);
    return safe;
  }
  primordials.SafeMap = makeSafe(Map, class SafeMap extends Map { constructor() { super(); } });
  primordials.SafeSet = makeSafe(Set, class SafeSet extends Set { constructor() { super(); } });
  primordials.SafeWeakMap = makeSafe(WeakMap, class SafeWeakMap extends WeakMap { constructor() { super(); } });
  primordials.SafeWeakSet = makeSafe(WeakSet, class SafeWeakSet extends WeakSet { constructor() { super(); } });
  freeze(primordials);

  // As in Node and Chrome; JavaScriptCore's own limit is 100.
  Error.stackTraceLimit = 10;

  const loaded = create(null);
  const heddle = {
    __proto__: null,
    native,
    global,
    primordials,

    // The functions that C calls by their names: heddle_loop_dup_hook ().
    hooks: create(null),

    // What the file `name` of this folder returns; it is evaluated at the first use.
    use(name) {
      if (!(name in loaded)) {
        loaded[name] = undefined;
        loaded[name] = native.load(name)(heddle);
      }
      return loaded[name];
    },

    // An interface object or constructor of the global, as WebIDL defines it.
    defineInterface(name, value) {
      defineProperty(global, name, { __proto__: null, value, writable: true, configurable: true, enumerable: false });
    },

    // An operation of the global (setTimeout, fetch …), as WebIDL defines it.
    defineOperation(name, value) {
      defineProperty(global, name, { __proto__: null, value, writable: true, configurable: true, enumerable: true });
    },

    // Properties of the global that the file `name` provides: it returns an object with them. The file is evaluated
    // when the program first touches one of them, so that a start pays only for what is used.
    lazy(name, properties, enumerable = false) {
      for (const property of properties) {
        const settle = (value) => {
          defineProperty(global, property, { __proto__: null, value, writable: true, configurable: true, enumerable });
        };
        defineProperty(global, property, {
          __proto__: null, enumerable, configurable: true,
          get() { const value = heddle.use(name)[property]; settle(value); return value; },
          set(value) { settle(value); },
        });
      }
    },
  };
  return heddle;
})
