// SPDX-License-Identifier: GPL-3.0-or-later
//
// inspect-entries.js: how inspect.js shows the built-in classes: what stands before the braces of a Map, a Date, a
// Promise …, and what is in them besides properties.
(function (heddle) {
  'use strict';

  const {
    ArrayPrototypePush, ArrayPrototypeUnshift,
    BigIntPrototypeToString, BigIntPrototypeValueOf, BooleanPrototypeValueOf, DatePrototypeGetTime,
    DatePrototypeToISOString, DatePrototypeToString, MapPrototypeForEach, MapPrototypeGetSize, MathMax, MathMin,
    NumberPrototypeToString, NumberPrototypeValueOf, RegExpPrototypeToString, SetPrototypeForEach, SetPrototypeGetSize,
    StringPrototypePadStart, StringPrototypeValueOf, SymbolPrototypeToString,
    SymbolPrototypeValueOf, TypedArrayPrototypeGetLength, Uint8Array, RegExp,
  } = heddle.primordials;
  const { join, number, quote } = heddle.use('inspect-text.js');
  const { prefix } = heddle.use('inspect-class.js');
  const { native } = heddle;

  const PROMISE_STATES = ['pending', 'fulfilled', 'rejected', 'pending'];

  function more(n, what) {
    return `... ${n} more ${what}${n > 1 ? 's' : ''}`;
  }

  function limit(context, size) {
    return MathMin(MathMax(0, context.maxArrayLength), size);
  }

  function formatSet(context, set, depth, formatValue) {
    const size = SetPrototypeGetSize(set);
    const n = limit(context, size);
    const texts = [];
    context.indentation += 2;
    SetPrototypeForEach(set, (value) => {
      if (texts.length < n) ArrayPrototypePush(texts, formatValue(context, value, depth));
    });
    context.indentation -= 2;
    if (size > n) ArrayPrototypePush(texts, more(size - n, 'item'));
    return texts;
  }

  function formatMap(context, map, depth, formatValue) {
    const size = MapPrototypeGetSize(map);
    const n = limit(context, size);
    const texts = [];
    context.indentation += 2;
    MapPrototypeForEach(map, (value, key) => {
      if (texts.length >= n) return;
      const label = formatValue(context, key, depth);
      ArrayPrototypePush(texts, `${label} => ${formatValue(context, value, depth)}`);
    });
    context.indentation -= 2;
    if (size > n) ArrayPrototypePush(texts, more(size - n, 'item'));
    return texts;
  }

  function formatTypedArray(context, array, depth, formatValue) {
    const length = TypedArrayPrototypeGetLength(array);
    const n = limit(context, length);
    const texts = [];
    for (let i = 0; i < n; i++)
      texts[i] = typeof array[i] === 'bigint' ? `${BigIntPrototypeToString(array[i])}n` : number(array[i]);
    if (length > n) texts[n] = more(length - n, 'item');
    if (context.showHidden) {
      const keys = ['BYTES_PER_ELEMENT', 'length', 'byteLength', 'byteOffset', 'buffer'];
      context.indentation += 2;
      for (let i = 0; i < keys.length; i++)
        ArrayPrototypePush(texts, `[${keys[i]}]: ${formatValue(context, array[keys[i]], depth)}`);
      context.indentation -= 2;
    }
    return texts;
  }

  function formatBytes(context, buffer) {
    let bytes;
    try { bytes = new Uint8Array(buffer); } catch { return ['(detached)']; }
    if (buffer.detached) return ['(detached)'];
    const n = limit(context, bytes.length);
    const texts = [];
    for (let i = 0; i < n; i++) texts[i] = StringPrototypePadStart(NumberPrototypeToString(bytes[i], 16), 2, '0');
    const rest = bytes.length > n ? ` ${more(bytes.length - n, 'byte')}` : '';
    return [`[Uint8Contents]: <${join(texts, ' ')}${rest}>`];
  }

  function formatPromise(context, promise, depth, formatValue) {
    const state = PROMISE_STATES[native.promiseState(promise)];
    if (state === 'pending') return ['<pending>'];
    context.indentation += 2;
    const text = formatValue(context, native.promiseResult(promise), depth);
    context.indentation -= 2;
    return [state === 'rejected' ? `<rejected> ${text}` : text];
  }

  function unbox(value, name) {
    switch (name) {
      case 'String': return quote(StringPrototypeValueOf(value));
      case 'Number': return number(NumberPrototypeValueOf(value));
      case 'Boolean': return `${BooleanPrototypeValueOf(value)}`;
      case 'BigInt': return `${BigIntPrototypeToString(BigIntPrototypeValueOf(value))}n`;
      default: return SymbolPrototypeToString(SymbolPrototypeValueOf(value));
    }
  }

  function describeBoxed(value, constructor, tag, name, keys) {
    let text = `[${name}`;
    if (constructor === null) text += ' (null prototype)';
    else if (constructor !== name) text += ` (${constructor})`;
    text += `: ${unbox(value, name)}]`;
    if (tag !== '' && tag !== constructor) text += ` [${tag}]`;
    if (name === 'String') {
      const others = [];
      for (let i = value.length; i < keys.length; i++) ArrayPrototypePush(others, keys[i]);
      keys = others;
    }
    return { base: text, keys, opening: '{', closing: '}', text };
  }

  function describeDate(date, constructor, tag) {
    const time = DatePrototypeGetTime(date);
    const text = time !== time ? DatePrototypeToString(date) : DatePrototypeToISOString(date);
    const start = prefix(constructor, tag, 'Date');
    return start === 'Date ' ? text : start + text;
  }

  function describeRegExp(expression, constructor, tag) {
    const text = RegExpPrototypeToString(constructor === null ? new RegExp(expression) : expression);
    const start = prefix(constructor, tag, 'RegExp');
    return start === 'RegExp ' ? text : start + text;
  }

  function withBase(base, keys) {
    return { base, keys, opening: '{', closing: '}', text: base, isWholeWhenDeep: true };
  }

  function withEntries(opening, keys, format, isEmpty = false) {
    return { base: '', keys, opening: `${opening}{`, closing: '}', text: `${opening}{}`, format, isEmpty };
  }

  function describeTypedArray(context, value, constructor, tag, name, keys) {
    const length = TypedArrayPrototypeGetLength(value);
    const start = prefix(constructor, tag, name, `(${length})`);
    return {
      base: '', keys, opening: `${start}[`, closing: ']', text: `${start}[]`, format: formatTypedArray,
      isEmpty: length === 0 && !context.showHidden, array: { value },
    };
  }

  function describeView(value, start, keys) {
    ArrayPrototypeUnshift(keys, 'byteLength', 'byteOffset', 'buffer');
    return withEntries(start, keys);
  }

  // See describe () of inspect.js. `name` is the engine's class.
  function describe(context, value, constructor, tag, name, keysOf, otherKeysOf) {
    switch (name) {
      case 'Set': {
        const size = SetPrototypeGetSize(value);
        return withEntries(prefix(constructor, tag, name, `(${size})`), keysOf(context, value), formatSet, size === 0);
      }
      case 'Map': {
        const size = MapPrototypeGetSize(value);
        return withEntries(prefix(constructor, tag, name, `(${size})`), keysOf(context, value), formatMap, size === 0);
      }
      case 'Promise': return withEntries(prefix(constructor, tag, name), keysOf(context, value), formatPromise);
      case 'WeakMap': case 'WeakSet':
        return withEntries(prefix(constructor, tag, name), keysOf(context, value), () => ['<items unknown>']);
      case 'Map Iterator': case 'Set Iterator':
        return heddle.use('inspect-iterator.js')
          .describe(value, constructor, tag, name, keysOf(context, value));
      case 'Date': return withBase(describeDate(value, constructor, tag), keysOf(context, value));
      case 'RegExp': return withBase(describeRegExp(value, constructor, tag), keysOf(context, value));
      case 'Error': {
        const keys = keysOf(context, value);
        const base = heddle.use('inspect-error.js').formatError(context, value, constructor, tag, keys);
        return { base, keys, opening: '{', closing: '}', text: base };
      }
      case 'Arguments': return withEntries('[Arguments] ', keysOf(context, value));
      case 'ArrayBuffer': case 'SharedArrayBuffer': {
        const keys = keysOf(context, value);
        ArrayPrototypeUnshift(keys, 'byteLength');
        return withEntries(prefix(constructor, tag, name), keys, formatBytes);
      }
      case 'DataView': return describeView(value, prefix(constructor, tag, name), keysOf(context, value));
      case 'Boolean': case 'Number': case 'String': case 'BigInt': case 'Symbol':
        return describeBoxed(value, constructor, tag, name, keysOf(context, value));
      default: return describeTypedArray(context, value, constructor, tag, name, otherKeysOf(context, value));
    }
  }

  return { describe };
})
