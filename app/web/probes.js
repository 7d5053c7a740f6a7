// SPDX-License-Identifier: GPL-3.0-or-later
//
// probes.js: what the probes in a traced program's text call (probe/probes.js says where they stand), and what hides them:
// functions show the program's own text, and columns in stacks are those of the program's own lines.
(function (heddle) {
  'use strict';

  const {
    FunctionPrototype, FunctionPrototypeToString, ObjectDefineProperty, RegExpPrototypeExec, SafeMap, SafeSet,
    StringPrototypeIncludes, StringPrototypeSlice,
  } = heddle.primordials;
  const { global, native } = heddle;
  const { split } = heddle.use('inspect-text.js');

  const probes = {
    __proto__: null,
    e: native.enterAsync, a: native.waitAsync, r: native.resumeAsync, c: native.catchAsync, x: native.leaveAsync,
  };
  const SOURCE = 'probes';
  const known = new SafeSet();

  // Makes the probes known by a name that no property of the global shows: a variable of its scope.
  function define(name) {
    if (known.has(name)) return;
    known.add(name);
    ObjectDefineProperty(global, name, { __proto__: null, value: probes, configurable: true });
    native.evaluateSource(`const ${name} = this.${name}; delete this.${name};`, `heddle:${SOURCE}`);
  }

  // A piece that was put in, up to its end or the end of the text; what it replaced.
  const newPiece = () => /\/\*(\$heddle\$*)\{([^*]*)\*\/[^]*?(?:\/\*\1\}\*\/|$)/g;

  function withoutPieces(text) {
    if (!StringPrototypeIncludes(text, '/*$heddle')) return text;
    const piece = newPiece();
    let plain = '', end = 0;
    for (let match; (match = RegExpPrototypeExec(piece, text)) !== null; end = piece.lastIndex)
      plain += StringPrototypeSlice(text, end, match.index) + match[2];
    return plain + StringPrototypeSlice(text, end);
  }

  const texts = new SafeMap(); // file: its rewritten text, then its lines

  function addText(file, text) { texts.set(file, text); }

  /* The column in the program's own line of one in the rewritten line; both count from 1. */
  function originalColumn(file, line, column) {
    let lines = texts.get(file);
    if (lines === undefined) return column;
    if (typeof lines === 'string') texts.set(file, lines = split(lines, '\n'));
    const text = lines[line - 1] ?? '';
    const piece = newPiece();
    let shift = 0;
    for (let match; (match = RegExpPrototypeExec(piece, text)) !== null && match.index < column;) {
      if (piece.lastIndex >= column) return match.index + 1 - shift;
      shift += match[0].length - match[2].length;
    }
    return column - shift;
  }

  // As the engine writes its own; it takes no `new`.
  function hideProbes() {
    const { toString } = {
      toString() { return this === toString ? 'function toString() {\n    [native code]\n}' : withoutPieces(FunctionPrototypeToString(this)); },
    };
    ObjectDefineProperty(FunctionPrototype, 'toString',
      { __proto__: null, value: toString, writable: true, enumerable: false, configurable: true });
  }

  return { define, addText, originalColumn, hideProbes };
})
