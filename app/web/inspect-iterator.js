// SPDX-License-Identifier: GPL-3.0-or-later
//
// inspect-iterator.js: what an iterator of a Map or Set has still to give, without a step of it.
(function (heddle) {
  'use strict';

  const {
    ArrayPrototypePush, Map, MapIteratorPrototypeNext, MapPrototypeEntries, MapPrototypeSet, MathMax, MathMin, Set,
    SetIteratorPrototypeNext, SetPrototypeEntries,
  } = heddle.primordials;
  const { combine } = heddle.use('inspect-layout.js');
  const { prefix } = heddle.use('inspect-class.js');
  const { copyIterator } = heddle.native;

  const ENTRIES = 2;

  function isCopyRight() {
    const map = new Map();
    MapPrototypeSet(map, 'a', 1);
    MapPrototypeSet(map, 'b', 2);
    const original = MapPrototypeEntries(map);
    MapIteratorPrototypeNext(original);
    const copy = MapPrototypeEntries(new Map());
    if (copyIterator(original, copy) !== ENTRIES) return false;
    const { value } = MapIteratorPrototypeNext(copy);
    return value !== undefined && value[0] === 'b' && MapIteratorPrototypeNext(copy).done &&
      !MapIteratorPrototypeNext(original).done;
  }

  const canCopy = isCopyRight();

  /* What is left of an iterator: { isEntries, values }; `name` is the engine's class. */
  function read(iterator, name) {
    if (!canCopy) return { isEntries: false, values: [] };
    const isMap = name === 'Map Iterator';
    const copy = isMap ? MapPrototypeEntries(new Map()) : SetPrototypeEntries(new Set());
    const next = isMap ? MapIteratorPrototypeNext : SetIteratorPrototypeNext;
    const isEntries = copyIterator(iterator, copy) === ENTRIES;
    const values = [];
    for (;;) {
      const { value, done } = next(copy);
      if (done) return { isEntries, values };
      ArrayPrototypePush(values, value);
    }
  }

  function formatPair(context, pair, depth, formatValue) {
    const texts = [formatValue(context, pair[0], depth), formatValue(context, pair[1], depth)];
    return combine(context, texts, '', '[', ']', { value: undefined }, depth);
  }

  function formatValues(context, { isEntries, values }, depth, formatValue) {
    const n = MathMin(MathMax(0, context.maxArrayLength), values.length);
    const texts = [];
    context.indentation += 2;
    for (let i = 0; i < n; i++)
      texts[i] = isEntries ? formatPair(context, values[i], depth, formatValue)
        : formatValue(context, values[i], depth);
    context.indentation -= 2;
    const rest = values.length - n;
    if (rest > 0) texts[n] = `... ${rest} more item${rest > 1 ? 's' : ''}`;
    return texts;
  }

  // See describe () of inspect.js.
  function describe(iterator, constructor, tag, name, keys) {
    if (!canCopy) {
      const opening = `${prefix(constructor, tag, name)}{`;
      return { base: '', keys, opening, closing: '}', text: `${opening}}` };
    }
    const contents = read(iterator, name);
    const label = contents.isEntries ? (name === 'Map Iterator' ? 'Map Entries' : 'Set Entries') : name;
    return {
      base: '', keys, opening: tag === '' || tag === name ? `[${label}] {` : `[${tag}] [${label}] {`, closing: '}',
      format: (context, _, depth, formatValue) => formatValues(context, contents, depth, formatValue),
    };
  }

  return { describe, read };
})
