// SPDX-License-Identifier: GPL-3.0-or-later
//
// inspect.js: any value as text, as Node's util.inspect and console.log write it (without colours). The text is for
// people; its form is Node 20's, so that the same program prints the same here and there.
//
// A value is formatted with a context: the options, and where the formatting is: `seen` (the objects around this one),
// `indentation`, `currentDepth` (of the object formatted last, the innermost so far).
(function (heddle) {
  'use strict';

  const {
    ArrayIsArray, ArrayPrototypeIncludes, ArrayPrototypePush, ArrayPrototypeSort, BigIntPrototypeToString, MathMax,
    MathMin, ObjectGetOwnPropertyDescriptor, ObjectGetOwnPropertyNames, ObjectGetOwnPropertySymbols, ObjectKeys,
    ObjectPrototypeHasOwnProperty, ObjectPrototypePropertyIsEnumerable, ReflectApply, SafeMap, StringPrototypeRepeat,
    StringPrototypeSlice, SymbolFor, SymbolPrototypeToString, SymbolToStringTag,
  } = heddle.primordials;
  const { indentLines, join, number, propertyKey, quote, splitLines } = heddle.use('inspect-text.js');
  const { combine } = heddle.use('inspect-layout.js');
  const { classOf, constructorName, describeFunction, isError, prefix } = heddle.use('inspect-class.js');

  const CUSTOM = SymbolFor('nodejs.util.inspect.custom');
  const SHORT_TEXT = 16; // a longer one may be broken into its lines
  const DEFAULTS = {
    __proto__: null, showHidden: false, depth: 2, colors: false, customInspect: true, showProxy: false,
    maxArrayLength: 100, maxStringLength: 10000, breakLength: 80, compact: 3, sorted: false, getters: false,
    numericSeparator: false,
  };
  const OPTIONS = ObjectKeys(DEFAULTS);

  function plural(n, what) {
    return `${n} more ${what}${n > 1 ? 's' : ''}`;
  }

  function formatString(context, text) {
    let rest = '';
    if (text.length > context.maxStringLength) {
      rest = `... ${plural(text.length - context.maxStringLength, 'character')}`;
      text = StringPrototypeSlice(text, 0, context.maxStringLength);
    }
    if (context.compact !== true && text.length > SHORT_TEXT &&
        text.length > context.breakLength - context.indentation - 4) {
      const lines = splitLines(text);
      for (let i = 0; i < lines.length; i++) lines[i] = quote(lines[i]);
      return join(lines, ` +\n${StringPrototypeRepeat(' ', context.indentation + 2)}`) + rest;
    }
    return quote(text) + rest;
  }

  function formatPrimitive(context, value) {
    switch (typeof value) {
      case 'string': return formatString(context, value);
      case 'number': return number(value);
      case 'bigint': return `${BigIntPrototypeToString(value)}n`;
      case 'symbol': return SymbolPrototypeToString(value);
      default: return `${value}`;
    }
  }

  function userOptions(context) {
    const options = { stylize: (text) => `${text}` };
    for (let i = 0; i < OPTIONS.length; i++) options[OPTIONS[i]] = context[OPTIONS[i]];
    return options;
  }

  // What an object's own inspect method says; undefined when it has none.
  function formatCustom(context, value, original, depth) {
    const custom = value[CUSTOM];
    if (typeof custom !== 'function' || custom === inspect) return undefined;
    const { constructor } = value;
    if (constructor && constructor.prototype === value) return undefined;
    const left = context.depth === null ? null : context.depth - depth;
    const result = ReflectApply(custom, original, [left, { ...userOptions(context), depth: left }, inspect]);
    if (result === original) return undefined;
    const text = typeof result === 'object' ? formatValue(context, result, depth) : `${result}`;
    return indentLines(text, context.indentation);
  }

  // A proxy is shown as its target, without a call of its traps.
  function unwrapProxy(value) {
    for (;;) {
      if (typeof value !== 'function' && (typeof value !== 'object' || value === null)) return value;
      if (classOf(value) !== 'Proxy') return value;
      try { ArrayIsArray(value); } catch { return undefined; }
      value = heddle.native.proxyTarget(value);
    }
  }

  function markCircular(context, value) {
    context.circular ??= new SafeMap();
    let index = context.circular.get(value);
    if (index === undefined) {
      index = context.circular.size + 1;
      context.circular.set(value, index);
    }
    return `[Circular *${index}]`;
  }

  function formatValue(context, value, depth) {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null)
      return formatPrimitive(context, value);
    const original = value;
    if (classOf(value) === 'Proxy') {
      value = unwrapProxy(value);
      if (value === undefined) return '<Revoked Proxy>';
    }
    if (context.customInspect) {
      const text = formatCustom(context, value, original, depth);
      if (text !== undefined) return text;
    }
    if (ArrayPrototypeIncludes(context.seen, value)) return markCircular(context, value);
    return formatObject(context, value, depth);
  }

  function isShownSymbol(value, key) {
    return ObjectPrototypePropertyIsEnumerable(value, key);
  }

  function addSymbols(context, value, keys) {
    const symbols = ObjectGetOwnPropertySymbols(value);
    for (let i = 0; i < symbols.length; i++)
      if (context.showHidden || isShownSymbol(value, symbols[i])) ArrayPrototypePush(keys, symbols[i]);
    return keys;
  }

  function keysOf(context, value) {
    return addSymbols(context, value, context.showHidden ? ObjectGetOwnPropertyNames(value) : ObjectKeys(value));
  }

  function isIndex(key) {
    const index = +key;
    return index >= 0 && index < 4294967295 && `${index}` === key && index % 1 === 0;
  }

  // The keys of an array that are no index: those come first, in order, so the others are at the end.
  function otherKeysOf(context, value) {
    const all = context.showHidden ? ObjectGetOwnPropertyNames(value) : ObjectKeys(value);
    let first = all.length;
    while (first > 0 && !isIndex(all[first - 1])) first--;
    const keys = [];
    for (let i = first; i < all.length; i++) ArrayPrototypePush(keys, all[i]);
    return addSymbols(context, value, keys);
  }

  function tagOf(context, value) {
    const tag = value[SymbolToStringTag];
    if (typeof tag !== 'string' || tag === '') return value === heddle.global ? 'global' : '';
    const isListed = context.showHidden ? ObjectPrototypeHasOwnProperty : ObjectPrototypePropertyIsEnumerable;
    return isListed(value, SymbolToStringTag) ? '' : tag;
  }

  function describePrototype(context, object) {
    return inspect(object, { ...userOptions(context), customInspect: false, depth: -1 });
  }

  /* What formatObject () puts together: `base` stands before the braces, `format` writes the entries that are not
   * properties, `keys` are the properties. `text` is the whole when there is nothing in the braces. */
  function describe(context, value, constructor, tag) {
    const name = typeof value === 'function' ? 'Function' : classOf(value);
    if (name === 'Array') return describeArray(context, value, constructor, tag);
    if (name !== 'Object' && name !== 'Function')
      return heddle.use('inspect-entries.js').describe(context, value, constructor, tag, name, keysOf, otherKeysOf);
    const keys = keysOf(context, value);
    const open = `${prefix(constructor, tag, 'Object')}{`;
    if (name === 'Function') {
      const base = describeFunction(value, constructor, tag);
      return { base, keys, opening: '{', closing: '}', text: base };
    }
    if (isError(value))
      return heddle.use('inspect-entries.js').describe(context, value, constructor, tag, 'Error', () => keys);
    const opening = constructor === 'Object' && tag === '' ? '{' : open;
    const parts = { base: '', keys, opening, closing: '}', text: `${opening}}` };
    return tag === '' || value === heddle.global ? parts : addPlatform(parts, value, tag);
  }

  // An object of the Web APIs shows what its getters tell; its own isTrusted says nothing.
  function addPlatform(parts, value, tag) {
    const shown = heddle.use('inspect-platform.js').formatOf(value, tag);
    if (shown === undefined) return parts;
    const keys = [];
    for (let i = 0; i < parts.keys.length; i++)
      if (parts.keys[i] !== 'isTrusted') ArrayPrototypePush(keys, parts.keys[i]);
    return { ...parts, keys, ...shown };
  }

  function describeArray(context, value, constructor, tag) {
    const start = constructor !== 'Array' || tag !== '' ? prefix(constructor, tag, 'Array', `(${value.length})`) : '';
    return {
      base: '', keys: otherKeysOf(context, value), opening: `${start}[`, closing: ']', text: `${start}[]`,
      isEmpty: value.length === 0, format: formatArray, array: { value },
    };
  }

  function formatObject(context, value, depth) {
    const constructor = value === heddle.global ? 'Object'
      : constructorName(value, (object) => describePrototype(context, object));
    const tag = tagOf(context, value);
    const parts = describe(context, value, constructor, tag);
    if (parts.keys.length === 0 && (parts.format === undefined || parts.isEmpty)) return parts.text;
    if (context.depth !== null && depth > context.depth) {
      if (parts.isWholeWhenDeep) return parts.text;
      const name = StringPrototypeSlice(prefix(constructor, tag, ArrayIsArray(value) ? 'Array' : 'Object'), 0, -1);
      return constructor === null ? name : `[${name}]`;
    }
    const texts = formatEntries(context, value, depth + 1, parts);
    let { base } = parts;
    const circular = context.circular?.get(value);
    if (circular !== undefined) base = base === '' ? `<ref *${circular}>` : `<ref *${circular}> ${base}`;
    if (context.sorted) sortEntries(context, texts, parts);
    return combine(context, texts, base, parts.opening, parts.closing, parts.array, depth + 1);
  }

  function formatEntries(context, value, depth, { format, keys }) {
    context.seen[context.seen.length] = value;
    context.currentDepth = depth;
    const texts = format === undefined ? [] : format(context, value, depth, formatValue);
    for (let i = 0; i < keys.length; i++)
      ArrayPrototypePush(texts, formatProperty(context, value, depth, keys[i]));
    context.seen.length--;
    return texts;
  }

  function sortEntries(context, texts, { array, keys }) {
    const compare = typeof context.sorted === 'function' ? context.sorted : undefined;
    if (array === undefined) {
      ArrayPrototypeSort(texts, compare);
      return;
    }
    const named = [];
    const first = texts.length - keys.length;
    for (let i = first; i < texts.length; i++) ArrayPrototypePush(named, texts[i]);
    ArrayPrototypeSort(named, compare);
    for (let i = 0; i < named.length; i++) texts[first + i] = named[i];
  }

  function formatArray(context, array, depth) {
    const length = MathMin(MathMax(0, context.maxArrayLength), array.length);
    const texts = [];
    let i = 0;
    for (; i < array.length && texts.length < length; i++) {
      if (ObjectPrototypeHasOwnProperty(array, i)) {
        ArrayPrototypePush(texts, formatPropertyValue(context, array, depth, i));
        continue;
      }
      const next = endOfHole(array, i);
      ArrayPrototypePush(texts, `<${next - i} empty item${next - i > 1 ? 's' : ''}>`);
      i = next - 1;
    }
    if (i < array.length) ArrayPrototypePush(texts, `... ${plural(array.length - i, 'item')}`);
    return texts;
  }

  function endOfHole(array, start) {
    if (array.length - start > 10000) return endOfLongHole(array, start);
    let end = start + 1;
    while (end < array.length && !ObjectPrototypeHasOwnProperty(array, end)) end++;
    return end;
  }

  function endOfLongHole(array, start) {
    const keys = ObjectGetOwnPropertyNames(array);
    for (let i = 0; i < keys.length && isIndex(keys[i]); i++) if (+keys[i] > start) return +keys[i];
    return array.length;
  }

  function formatGetter(context, { get, set }, object, depth) {
    const label = set !== undefined ? 'Getter/Setter' : 'Getter';
    const { getters } = context;
    if (getters !== true && !(getters === 'get' && set === undefined) && !(getters === 'set' && set !== undefined))
      return `[${label}]`;
    try {
      const value = ReflectApply(get, object, []);
      context.indentation += 2;
      const text = value === null || typeof value !== 'object' ? `[${label}: ${formatPrimitive(context, value)}]`
        : `[${label}] ${formatValue(context, value, depth)}`;
      context.indentation -= 2;
      return text;
    } catch (error) {
      return `[${label}: <Inspection threw (${error?.message})>]`;
    }
  }

  function formatDescriptor(context, descriptor, object, depth) {
    // A value first: a descriptor may inherit `get` and `set` from what the program put on Object.prototype.
    if (descriptor.value === undefined) {
      if (descriptor.get !== undefined) return formatGetter(context, descriptor, object, depth);
      if (descriptor.set !== undefined) return '[Setter]';
    }
    context.indentation += 2;
    const text = formatValue(context, descriptor.value, depth);
    context.indentation -= 2;
    return text;
  }

  function descriptorOf(object, key) {
    return ObjectGetOwnPropertyDescriptor(object, key) ??
      { __proto__: null, value: object[key], enumerable: true };
  }

  function formatPropertyValue(context, object, depth, key) {
    return formatDescriptor(context, descriptorOf(object, key), object, depth);
  }

  function formatProperty(context, object, depth, key) {
    const descriptor = descriptorOf(object, key);
    const name = propertyKey(key);
    const label = descriptor.enumerable || typeof key === 'symbol' ? name : `[${key}]`;
    return `${label}: ${formatDescriptor(context, descriptor, object, depth)}`;
  }

  function makeContext(options) {
    const context = { ...DEFAULTS, seen: [], circular: undefined, indentation: 0, currentDepth: 0 };
    if (typeof options === 'object' && options !== null)
      for (let i = 0; i < OPTIONS.length; i++) if (OPTIONS[i] in options) context[OPTIONS[i]] = options[OPTIONS[i]];
    if (context.maxArrayLength === null) context.maxArrayLength = Infinity;
    if (context.maxStringLength === null) context.maxStringLength = Infinity;
    if (context.depth === undefined) context.depth = DEFAULTS.depth;
    return context;
  }

  /* Any value as text; `options` are those of Node's util.inspect (colours are not drawn). */
  function inspect(value, options) {
    if (typeof options === 'boolean') options = { __proto__: null, showHidden: options, depth: arguments[2] };
    return formatValue(makeContext(options), value, 0);
  }
  inspect.custom = CUSTOM;
  inspect.defaultOptions = { ...DEFAULTS };

  return { inspect, unwrapProxy };
})
