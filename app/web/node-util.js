// SPDX-License-Identifier: GPL-3.0-or-later
//
// node-util.js: what `require('util')` gives: inspect, format, promisify, and the questions about built-in classes.
(function (heddle) {
  'use strict';

  const {
    FunctionPrototypeToString, ObjectDefineProperty, ObjectSetPrototypeOf, Promise, ReflectApply, RegExpPrototypeExec,
    StringPrototypeEndsWith, SymbolFor, TypedArrayPrototypeGetSymbolToStringTag,
  } = heddle.primordials;
  const { inspect } = heddle.use('inspect.js');
  const { classOf } = heddle.use('inspect-class.js');
  const { format } = heddle.use('format.js');
  const { invalidArgument } = heddle.use('node-errors.js');

  const CUSTOM = SymbolFor('nodejs.util.promisify.custom');

  function promisify(original) {
    if (typeof original !== 'function') throw invalidArgument('original', 'of type function', original);
    const timers = heddle.use('timers.js');
    if (original === timers.setTimeout) return heddle.use('timers-promises.js').promises.setTimeout;
    if (typeof original[CUSTOM] === 'function') return original[CUSTOM];
    const promised = function (...values) {
      return new Promise((resolve, reject) => {
        values[values.length] = (error, result) => { if (error) reject(error); else resolve(result); };
        ReflectApply(original, this, values);
      });
    };
    ObjectDefineProperty(promised, 'name', { __proto__: null, value: original.name, configurable: true });
    return promised;
  }
  promisify.custom = CUSTOM;

  function inherits(constructor, parent) {
    ObjectDefineProperty(constructor, 'super_',
      { __proto__: null, value: parent, writable: true, configurable: true });
    ObjectSetPrototypeOf(constructor.prototype, parent.prototype);
  }

  const isObject = (value) => typeof value === 'object' && value !== null;
  const isClass = (name) => (value) => isObject(value) && classOf(value) === name;
  const isTyped = (name) => (value) => TypedArrayPrototypeGetSymbolToStringTag(value) === name;
  const types = {
    isAnyArrayBuffer: (value) => isObject(value) && StringPrototypeEndsWith(classOf(value), 'ArrayBuffer'),
    isArgumentsObject: isClass('Arguments'),
    isArrayBuffer: isClass('ArrayBuffer'),
    isAsyncFunction: (value) => typeof value === 'function' &&
      RegExpPrototypeExec(/^async\b/, FunctionPrototypeToString(value)) !== null,
    isBooleanObject: isClass('Boolean'),
    isDataView: isClass('DataView'),
    isDate: isClass('Date'),
    isMap: isClass('Map'),
    isNativeError: isClass('Error'),
    isNumberObject: isClass('Number'),
    isPromise: isClass('Promise'),
    isProxy: (value) => (isObject(value) || typeof value === 'function') && classOf(value) === 'Proxy',
    isRegExp: isClass('RegExp'),
    isSet: isClass('Set'),
    isSharedArrayBuffer: isClass('SharedArrayBuffer'),
    isStringObject: isClass('String'),
    isTypedArray: (value) => TypedArrayPrototypeGetSymbolToStringTag(value) !== undefined,
    isUint8Array: isTyped('Uint8Array'),
    isWeakMap: isClass('WeakMap'),
    isWeakSet: isClass('WeakSet'),
  };

  const util = {
    inspect, promisify, inherits, types,
    format: (...values) => format(values),
    isArray: heddle.primordials.ArrayIsArray,
    get TextEncoder() { return heddle.global.TextEncoder; },
    get TextDecoder() { return heddle.global.TextDecoder; },
  };

  return { util };
})
