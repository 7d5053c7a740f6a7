// SPDX-License-Identifier: GPL-3.0-or-later
//
// console-table.js: console.table (): rows and columns of an array, object, Map or Set, drawn as Node 20 draws them.
(function (heddle) {
  'use strict';

  const {
    ArrayIsArray, ArrayPrototypeMap, ArrayPrototypePush, ArrayPrototypeUnshift, MapPrototypeForEach, MathMax,
    ObjectKeys, ObjectPrototypeHasOwnProperty, SetPrototypeForEach, StringPrototypeRepeat,
  } = heddle.primordials;
  const { inspect } = heddle.use('inspect.js');
  const { classOf } = heddle.use('inspect-class.js');
  const { invalidArgument } = heddle.use('node-errors.js');
  const { join, width } = heddle.use('inspect-text.js');

  const PADDING = 2;

  function cell(value) {
    const isWide = value !== null && typeof value === 'object' && !ArrayIsArray(value) && ObjectKeys(value).length > 2;
    return inspect(value, { depth: isWide ? -1 : 0, maxArrayLength: 3, breakLength: Infinity });
  }

  function drawRow(cells, widths) {
    const texts = [];
    for (let i = 0; i < cells.length; i++)
      texts[i] = ` ${cells[i]}${StringPrototypeRepeat(' ', widths[i] - width(cells[i]) - 1)}`;
    return `│${join(texts, '│')}│\n`;
  }

  function draw(head, columns) {
    const nRows = columns[0].length;
    const widths = ArrayPrototypeMap(head, (name, i) => {
      let widest = width(name);
      for (let row = 0; row < nRows; row++) widest = MathMax(widest, width(columns[i][row] ?? ''));
      return widest + PADDING;
    });
    const rules = ArrayPrototypeMap(widths, (columnWidth) => StringPrototypeRepeat('─', columnWidth));
    let text = `┌${join(rules, '┬')}┐\n${drawRow(head, widths)}├${join(rules, '┼')}┤\n`;
    for (let row = 0; row < nRows; row++)
      text += drawRow(ArrayPrototypeMap(columns, (column) => column[row] ?? ''), widths);
    return `${text}└${join(rules, '┴')}┘`;
  }

  // The rows of what has no names for them: a number for each.
  function drawEntries(head, lists) {
    const names = ['(iteration index)'];
    const columns = [ArrayPrototypeMap(lists[0], (_, i) => `${i}`)];
    for (let i = 0; i < lists.length; i++) {
      ArrayPrototypePush(names, head[i]);
      ArrayPrototypePush(columns, lists[i]);
    }
    return draw(names, columns);
  }

  function drawPairs(pairs) {
    return drawEntries(['Key', 'Values'],
      [ArrayPrototypeMap(pairs, (pair) => cell(pair[0])), ArrayPrototypeMap(pairs, (pair) => cell(pair[1]))]);
  }

  function drawMap(map) {
    const pairs = [];
    MapPrototypeForEach(map, (value, key) => ArrayPrototypePush(pairs, [key, value]));
    return drawPairs(pairs);
  }

  function drawSet(set) {
    const values = [];
    SetPrototypeForEach(set, (value) => ArrayPrototypePush(values, cell(value)));
    return drawEntries(['Values'], [values]);
  }

  function drawIterator(iterator, name) {
    const { isEntries, values } = heddle.use('inspect-iterator.js').read(iterator, name);
    return isEntries && name === 'Map Iterator' ? drawPairs(values)
      : drawEntries(['Values'], [ArrayPrototypeMap(values, (value) => cell(value))]);
  }

  function isPrimitive(value) {
    return value === null || (typeof value !== 'object' && typeof value !== 'function');
  }

  function collectRow(row, index, properties, columns, values) {
    if (isPrimitive(row)) {
      values[index] = cell(row);
      return;
    }
    const keys = properties ?? ObjectKeys(row);
    for (let i = 0; i < keys.length; i++) {
      const column = columns[keys[i]] ??= [];
      column[index] = ObjectPrototypeHasOwnProperty(row, keys[i]) ? cell(row[keys[i]]) : '';
    }
  }

  function drawRows(data, properties) {
    const rows = ObjectKeys(data);
    const columns = { __proto__: null };
    const values = [];
    for (let i = 0; i < rows.length; i++) collectRow(data[rows[i]], i, properties, columns, values);
    const head = ObjectKeys(columns);
    const lists = ArrayPrototypeMap(head, (name) => columns[name]);
    if (values.length > 0) {
      ArrayPrototypePush(head, 'Values');
      ArrayPrototypePush(lists, values);
    }
    ArrayPrototypeUnshift(head, '(index)');
    ArrayPrototypeUnshift(lists, rows);
    return draw(head, lists);
  }

  /* The table as text; undefined when the data is no object: it is logged as it is. */
  function formatTable(data, properties) {
    if (data === null || typeof data !== 'object') return undefined;
    if (properties !== undefined && !ArrayIsArray(properties))
      throw invalidArgument('properties', 'an instance of Array', properties);
    const name = classOf(data);
    if (name === 'Map') return drawMap(data);
    if (name === 'Set') return drawSet(data);
    if (name === 'Map Iterator' || name === 'Set Iterator') return drawIterator(data, name);
    return drawRows(data, properties);
  }

  return { formatTable };
})
