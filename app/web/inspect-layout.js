// SPDX-License-Identifier: GPL-3.0-or-later
//
// inspect-layout.js: how inspect.js puts an object's entries together: on one line when they are few and short, short
// elements of a longer array in columns, else one entry a line. The widths and limits are those of Node 20.
(function (heddle) {
  'use strict';

  const {
    ArrayPrototypePush, MathFloor, MathMax, MathMin, MathRound, MathSqrt, StringPrototypeIncludes,
    StringPrototypePadEnd, StringPrototypePadStart, StringPrototypeRepeat,
  } = heddle.primordials;
  const { join, width } = heddle.use('inspect-text.js');

  const COLUMN_GAP = 2;
  const CHARACTER_HEIGHT = 2.5; // a character is about that many times as high as wide: columns should look square
  const MAX_COLUMNS = 15;
  const FEWEST_FOR_COLUMNS = 6;

  function measure(texts, n) {
    const widths = [];
    let total = 0;
    let longest = 0;
    for (let i = 0; i < n; i++) {
      const columns = width(texts[i]);
      ArrayPrototypePush(widths, columns);
      total += columns + COLUMN_GAP;
      if (columns > longest) longest = columns;
    }
    return { widths, total, longest };
  }

  function countColumns(context, { total, longest }, nCells, nTexts) {
    const cell = longest + COLUMN_GAP;
    if (cell * 3 + context.indentation >= context.breakLength) return 1;
    if (total / cell <= 5 && longest > 6) return 1;
    const biased = MathMax(cell - 3 - MathSqrt(cell - total / nTexts), 1);
    return MathMin(
      MathRound(MathSqrt(CHARACTER_HEIGHT * biased * nCells) / biased),
      MathFloor((context.breakLength - context.indentation) / cell),
      context.compact * 4,
      MAX_COLUMNS);
  }

  function isAllNumbers(array, n) {
    for (let i = 0; i < n; i++) if (typeof array[i] !== 'number' && typeof array[i] !== 'bigint') return false;
    return true;
  }

  function columnWidths(widths, columns) {
    const result = [];
    for (let column = 0; column < columns; column++) {
      let widest = 0;
      for (let i = column; i < widths.length; i += columns) if (widths[i] > widest) widest = widths[i];
      ArrayPrototypePush(result, widest + COLUMN_GAP);
    }
    return result;
  }

  function formatRow(texts, widths, cells, first, end, pad) {
    let row = '';
    for (let i = first; i < end - 1; i++)
      row += pad(`${texts[i]}, `, cells[i - first] + texts[i].length - widths[i], ' ');
    const last = end - 1;
    if (pad === StringPrototypePadEnd) return row + texts[last];
    return row + pad(texts[last], cells[last - first] + texts[last].length - widths[last] - COLUMN_GAP, ' ');
  }

  // Entries of an array with more than six of them: rows of several, when they are short enough.
  function groupInColumns(context, texts, array) {
    const hasMore = context.maxArrayLength < texts.length; // the last one says how many more there are
    const nCells = hasMore ? texts.length - 1 : texts.length;
    const measured = measure(texts, nCells);
    const columns = countColumns(context, measured, nCells, texts.length);
    if (columns <= 1) return texts;
    const cells = columnWidths(measured.widths, columns);
    const pad = array === undefined || isAllNumbers(array, texts.length) ? StringPrototypePadStart
      : StringPrototypePadEnd;
    const rows = [];
    for (let i = 0; i < nCells; i += columns)
      ArrayPrototypePush(rows, formatRow(texts, measured.widths, cells, i, MathMin(i + columns, nCells), pad));
    if (hasMore) ArrayPrototypePush(rows, texts[nCells]);
    return rows;
  }

  function fitsOnOneLine(context, texts, start, base) {
    let total = texts.length + start;
    if (total + texts.length > context.breakLength) return false;
    for (let i = 0; i < texts.length; i++) {
      total += texts[i].length;
      if (total > context.breakLength) return false;
    }
    return base === '' || !StringPrototypeIncludes(base, '\n');
  }

  // One text out of an object's entries. `base` is what stands before the opening brace, `array` an array's value.
  function combine(context, texts, base, opening, closing, array, depth) {
    const prefix = base ? `${base} ` : '';
    const indentation = `\n${StringPrototypeRepeat(' ', context.indentation)}`;
    if (typeof context.compact === 'number' && context.compact >= 1) {
      const nTexts = texts.length;
      if (array !== undefined && nTexts > FEWEST_FOR_COLUMNS) texts = groupInColumns(context, texts, array.value);
      if (context.currentDepth - depth < context.compact && nTexts === texts.length) {
        const start = texts.length + context.indentation + opening.length + base.length + 10;
        if (fitsOnOneLine(context, texts, start, base)) {
          const joined = join(texts, ', ');
          if (!StringPrototypeIncludes(joined, '\n')) return `${prefix}${opening} ${joined} ${closing}`;
        }
      }
    } else if (context.compact === true && fitsOnOneLine(context, texts, 0, base)) {
      return `${opening}${base ? ` ${base}` : ''} ${join(texts, ', ')} ${closing}`;
    }
    return `${prefix}${opening}${indentation}  ${join(texts, `,${indentation}  `)}${indentation}${closing}`;
  }

  return { combine };
})
