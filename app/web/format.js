// SPDX-License-Identifier: GPL-3.0-or-later
//
// format.js: the arguments of console.log as one text: the Console standard's Formatter, with Node's output.
(function (heddle) {
  'use strict';

  const {
    BigIntPrototypeToString, JSONStringify, NumberParseFloat, NumberParseInt, ObjectGetOwnPropertyDescriptor,
    ObjectGetPrototypeOf, ObjectPrototypeHasOwnProperty, StringPrototypeCharCodeAt, StringPrototypeIncludes,
    StringPrototypeIndexOf, StringPrototypeSlice, SymbolPrototypeToString, SymbolToPrimitive, Number,
    String, TypedArray,
  } = heddle.primordials;
  const { number } = heddle.use('inspect-text.js');

  const { inspect, unwrapProxy } = heddle.use('inspect.js');

  // Whether an object's toString () is the language's own: then inspect () tells more than it.
  function hasBuiltInText(object) {
    object = unwrapProxy(object);
    if (object === undefined || typeof object.toString !== 'function') return true;
    if (ObjectPrototypeHasOwnProperty(object, 'toString') || ObjectPrototypeHasOwnProperty(object, SymbolToPrimitive))
      return false;
    let holder = ObjectGetPrototypeOf(object);
    while (!ObjectPrototypeHasOwnProperty(holder, 'toString')) holder = ObjectGetPrototypeOf(holder);
    const constructor = ObjectGetOwnPropertyDescriptor(holder, 'constructor')?.value;
    return typeof constructor === 'function' && constructor !== TypedArray &&
      heddle.primordials[`${constructor.name}`] === constructor;
  }

  function formatString(value) {
    switch (typeof value) {
      case 'number': return number(value);
      case 'bigint': return `${BigIntPrototypeToString(value)}n`;
      case 'symbol': return SymbolPrototypeToString(value);
      case 'object': if (value !== null && hasBuiltInText(value)) return inspect(value, { depth: 0, compact: 3 });
    }
    return String(value);
  }

  function formatNumber(value) {
    if (typeof value === 'bigint') return `${BigIntPrototypeToString(value)}n`;
    return typeof value === 'symbol' ? 'NaN' : number(Number(value));
  }

  function formatInteger(value) {
    if (typeof value === 'bigint') return `${BigIntPrototypeToString(value)}n`;
    return typeof value === 'symbol' ? 'NaN' : number(NumberParseInt(value));
  }

  function formatFloat(value) {
    return typeof value === 'symbol' ? 'NaN' : number(NumberParseFloat(value));
  }

  function formatJSON(value) {
    try {
      return `${JSONStringify(value)}`;
    } catch (error) {
      if (StringPrototypeIncludes(`${error?.message}`, 'cyclic')) return '[Circular]';
      throw error;
    }
  }

  // The text for the letter after a %; undefined when it is none of the directives.
  function directive(letter, value) {
    switch (letter) {
      case 115: return formatString(value); // s
      case 100: return formatNumber(value); // d
      case 105: return formatInteger(value); // i
      case 102: return formatFloat(value); // f
      case 106: return formatJSON(value); // j
      case 111: return inspect(value, { showHidden: true, depth: 4 }); // o
      case 79: return inspect(value); // O
      case 99: return ''; // c
      default: return undefined;
    }
  }

  function text(value) {
    return typeof value === 'string' ? value : inspect(value);
  }

  // The first argument's directives, with the arguments after it: { text, used }.
  function substitute(template, values) {
    let result = '';
    let start = 0;
    let used = 1;
    for (let i = StringPrototypeIndexOf(template, '%'); i !== -1 && i < template.length - 1;
      i = StringPrototypeIndexOf(template, '%', i)) {
      const letter = StringPrototypeCharCodeAt(template, i + 1);
      let part;
      if (letter === 37) part = '%';
      else if (used < values.length) part = directive(letter, values[used]);
      if (part === undefined) {
        i++;
        continue;
      }
      if (letter !== 37) used++;
      result += StringPrototypeSlice(template, start, i) + part;
      start = i += 2;
    }
    return { text: result + StringPrototypeSlice(template, start), used };
  }

  function format(values) {
    if (values.length === 0) return '';
    let result;
    let used = 1;
    if (typeof values[0] !== 'string') result = inspect(values[0]);
    else if (values.length === 1) return values[0];
    else if (!StringPrototypeIncludes(values[0], '%')) result = values[0];
    else ({ text: result, used } = substitute(values[0], values));
    for (let i = used; i < values.length; i++) result += ` ${text(values[i])}`;
    return result;
  }

  return { format };
})
