// SPDX-License-Identifier: GPL-3.0-or-later
//
// console-table.js: console.table (): rows and columns of an array, object, Map or Set, drawn as Node 20 draws them.
(function (heddle) {
  'use strict';

  const {
    ArrayIsArray, ArrayPrototypeMap, ArrayPrototypePush, MapPrototypeForEach, MathMax, ObjectKeys,
    ObjectPrototypeHasOwnProperty, SafeMap, SetPrototypeForEach, String, StringPrototypeRepeat,
    TypeError,
  } = heddle.primordials;
  const { inspect } = heddle.use('inspect.js');
  const { classOf } = heddle.use('inspect-class.js');
  const { join, width } = heddle.use('inspect-text.js');

  const PADDING = 2;

  function cell(value) {
    const isWide = value !== null && typeof value === 'object' && !ArrayIsArray(value) && ObjectKeys(value).length > 2;
    return inspect(value, { depth: isWide ? -1 : 0, maxArrayLength: 3, breakLength: Infinity });
  }

  function drawRow(cells, widths) {
    const texts = [];
    for (let i = 0; i < cells.length; i++) {
      const left = (widths[i] - width(cells[i])) / 2;
      ArrayPrototypePush(texts, StringPrototypeRepeat(' ', left) + cells[i] +
        StringPrototypeRepeat(' ', widths[i] - width(cells[i]) - (left - left % 1)));
    }
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

  // The rows of what is not an object of objects: a number and the entries.
  function drawEntries(heads, lists) {
    const indices = ArrayPrototypeMap(lists[0], (_, i) => `${i}`);
    return draw(['(iteration index)', ...heads], [indices, ...lists]);
  }

  function drawMap(map) {
    const keys = [];
    const values = [];
    MapPrototypeForEach(map, (value, key) => {
      ArrayPrototypePush(keys, cell(key));
      ArrayPrototypePush(values, cell(value));
    });
    return drawEntries(['Key', 'Values'], [keys, values]);
  }

  function drawSet(set) {
    const values = [];
    SetPrototypeForEach(set, (value) => ArrayPrototypePush(values, cell(value)));
    return drawEntries(['Values'], [values]);
  }

  function isPrimitive(value) {
    return value === null || (typeof value !== 'object' && typeof value !== 'function');
  }

  function collectRow(row, index, properties, columns, values) {
    if (isPrimitive(row)) {
      values.texts[index] = cell(row);
      values.any = true;
      return;
    }
    const keys = properties ?? ObjectKeys(row);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (!columns.has(key)) columns.set(key, []);
      columns.get(key)[index] = ObjectPrototypeHasOwnProperty(row, key) ? cell(row[key]) : '';
    }
  }

  function drawRows(data, indexName, properties) {
    const indices = ObjectKeys(data);
    const columns = new SafeMap();
    const values = { any: false, texts: [] };
    for (let i = 0; i < indices.length; i++) collectRow(data[indices[i]], i, properties, columns, values);
    const head = [indexName];
    const lists = [indices];
    columns.forEach((list, key) => {
      ArrayPrototypePush(head, String(key));
      ArrayPrototypePush(lists, list);
    });
    if (values.any) {
      ArrayPrototypePush(head, 'Values');
      ArrayPrototypePush(lists, values.texts);
    }
    return draw(head, lists);
  }

  /* The table as text; undefined when the data is no object: it is logged as it is. */
  function formatTable(data, properties) {
    if (data === null || typeof data !== 'object') return undefined;
    if (properties !== undefined && !ArrayIsArray(properties))
      throw new TypeError('The "properties" argument must be an instance of Array');
    const name = classOf(data);
    if (name === 'Map') return drawMap(data);
    if (name === 'Set') return drawSet(data);
    return drawRows(data, '(index)', properties);
  }

  return { formatTable };
})
