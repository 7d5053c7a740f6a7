// SPDX-License-Identifier: GPL-3.0-or-later
//
// node-errors.js: errors with a `code`, worded as Node words its own, for what is Node's here (console, fs, require …).
(function (heddle) {
  'use strict';

  const { ObjectDefineProperty, RangeError, StringPrototypeIncludes, StringPrototypeSlice,
    TypeError } = heddle.primordials;

  const LONG_TEXT = 28;

  function received(value) {
    if (value === undefined || value === null) return `Received ${value}`;
    if (typeof value === 'function') return `Received function ${value.name}`;
    if (typeof value === 'object') {
      const name = value.constructor?.name;
      return `Received ${name ? `an instance of ${name}` : heddle.use('inspect.js').inspect(value, { depth: -1 })}`;
    }
    let text = heddle.use('inspect.js').inspect(value, { colors: false });
    if (text.length > LONG_TEXT) text = `${StringPrototypeSlice(text, 0, 25)}...`;
    return `Received type ${typeof value} (${text})`;
  }

  // An error with a code.
  function makeError(Class, code, message) {
    const error = new Class(message);
    ObjectDefineProperty(error, 'code',
      { __proto__: null, value: code, enumerable: true, writable: true, configurable: true });
    return error;
  }

  function invalidArgument(name, expected, value) {
    const label = StringPrototypeIncludes(name, ' ') ? name
      : `"${name}" ${StringPrototypeIncludes(name, '.') ? 'property' : 'argument'}`;
    return makeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The ${label} must be ${expected}. ${received(value)}`);
  }

  function outOfRange(name, range, value) {
    return makeError(RangeError, 'ERR_OUT_OF_RANGE',
      `The value of "${name}" is out of range. It must be ${range}. ` +
      `Received ${heddle.use('inspect.js').inspect(value)}`);
  }

  return { makeError, invalidArgument, outOfRange, received };
})
