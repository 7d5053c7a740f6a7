// SPDX-License-Identifier: GPL-3.0-or-later
//
// inspect-text.js: strings and numbers as inspect.js writes them: quotes, escapes, property keys, and how many columns
// of a terminal a text takes.
(function (heddle) {
  'use strict';

  const {
    NumberPrototypeToString, ObjectIs, RegExpPrototypeExec, StringFromCharCode, StringPrototypeCharCodeAt,
    StringPrototypeCodePointAt, StringPrototypeIncludes, StringPrototypeIndexOf, StringPrototypeNormalize,
    StringPrototypePadStart, StringPrototypeRepeat, StringPrototypeSlice, StringPrototypeToUpperCase,
    SymbolPrototypeToString, ArrayPrototypePush,
  } = heddle.primordials;

  const NEEDS_ESCAPE = /[\x00-\x1f'\\\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
  const NEEDS_ESCAPE_BUT_QUOTES =
    /[\x00-\x1f\\\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
  const IDENTIFIER = /^[a-zA-Z_][a-zA-Z_0-9]*$/;
  const NOT_ASCII = /[^\x20-\x7e]/;
  const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]$/u;
  const EMOJI = /^\p{Emoji_Presentation}$/u;
  const SHORT_ESCAPES = { __proto__: null, 8: '\\b', 9: '\\t', 10: '\\n', 12: '\\f', 13: '\\r', 92: '\\\\' };

  function isLoneSurrogate(text, i, code) {
    if (code < 0xd800 || code > 0xdfff) return false;
    if (code > 0xdbff) return true;
    const next = StringPrototypeCharCodeAt(text, i + 1);
    return !(next >= 0xdc00 && next <= 0xdfff);
  }

  function hexadecimal(code, digits) {
    return StringPrototypePadStart(StringPrototypeToUpperCase(NumberPrototypeToString(code, 16)), digits, '0');
  }

  function escapeCode(code, quote) {
    if (code in SHORT_ESCAPES) return SHORT_ESCAPES[code];
    if (code === quote) return `\\${StringFromCharCode(code)}`;
    if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return `\\x${hexadecimal(code, 2)}`;
    return undefined;
  }

  function escapeText(text, quote) {
    let result = '';
    let start = 0;
    for (let i = 0; i < text.length; i++) {
      const code = StringPrototypeCharCodeAt(text, i);
      const lone = isLoneSurrogate(text, i, code);
      const escape = lone ? `\\u${NumberPrototypeToString(code, 16)}` : escapeCode(code, quote);
      if (escape !== undefined) {
        result += StringPrototypeSlice(text, start, i) + escape;
        start = i + 1;
      } else if (code >= 0xd800 && code <= 0xdbff) {
        i++;
      }
    }
    return result + StringPrototypeSlice(text, start);
  }

  // A string literal: single quotes, or double ones or backticks when those need no escape.
  function quote(text) {
    if (RegExpPrototypeExec(NEEDS_ESCAPE, text) === null) return `'${text}'`;
    let mark = "'";
    if (StringPrototypeIncludes(text, "'")) {
      if (!StringPrototypeIncludes(text, '"')) mark = '"';
      else if (!StringPrototypeIncludes(text, '`') && !StringPrototypeIncludes(text, '${')) mark = '`';
      if (mark !== "'" && RegExpPrototypeExec(NEEDS_ESCAPE_BUT_QUOTES, text) === null) return mark + text + mark;
    }
    return mark + escapeText(text, mark === "'" ? 39 : -1) + mark;
  }

  function propertyKey(key) {
    if (typeof key === 'symbol') return `[${escapeText(SymbolPrototypeToString(key), -1)}]`;
    if (key === '__proto__') return "['__proto__']";
    return RegExpPrototypeExec(IDENTIFIER, key) !== null ? key : quote(key);
  }

  function number(value) {
    return ObjectIs(value, -0) ? '-0' : `${value}`;
  }

  function split(text, separator) {
    const parts = [];
    let start = 0;
    for (;;) {
      const end = StringPrototypeIndexOf(text, separator, start);
      if (end === -1) break;
      ArrayPrototypePush(parts, StringPrototypeSlice(text, start, end));
      start = end + separator.length;
    }
    ArrayPrototypePush(parts, StringPrototypeSlice(text, start));
    return parts;
  }

  // The lines of a text, each but the last with its newline.
  function splitLines(text) {
    const lines = split(text, '\n');
    for (let i = 0; i < lines.length - 1; i++) lines[i] += '\n';
    if (lines[lines.length - 1] === '' && lines.length > 1) lines.length--;
    return lines;
  }

  function isWide(code) {
    return code >= 0x1100 && (code <= 0x115f || code === 0x2329 || code === 0x232a ||
      (code >= 0x2e80 && code <= 0x3247 && code !== 0x303f) || (code >= 0x3250 && code <= 0x4dbf) ||
      (code >= 0x4e00 && code <= 0xa4c6) || (code >= 0xa960 && code <= 0xa97c) || (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe10 && code <= 0xfe19) || (code >= 0xfe30 && code <= 0xfe6b) ||
      (code >= 0xff01 && code <= 0xff60) || (code >= 0xffe0 && code <= 0xffe6) ||
      (code >= 0x1b000 && code <= 0x1b001) || (code >= 0x1f200 && code <= 0x1f251) ||
      (code >= 0x20000 && code <= 0x3fffd));
  }

  // The columns that a text takes: East Asian wide characters and emoji take two, combining marks none.
  function width(text) {
    if (RegExpPrototypeExec(NOT_ASCII, text) === null) return text.length;
    const composed = StringPrototypeNormalize(text, 'NFC');
    let columns = 0;
    for (let i = 0; i < composed.length; i++) {
      const code = StringPrototypeCodePointAt(composed, i);
      const character = StringPrototypeSlice(composed, i, i + (code > 0xffff ? 2 : 1));
      if (code > 0xffff) i++;
      if (isWide(code) || RegExpPrototypeExec(EMOJI, character) !== null) columns += 2;
      else if (RegExpPrototypeExec(NO_WIDTH, character) === null) columns++;
    }
    return columns;
  }

  function indentLines(text, spaces) {
    if (spaces === 0 || !StringPrototypeIncludes(text, '\n')) return text;
    return join(split(text, '\n'), `\n${StringPrototypeRepeat(' ', spaces)}`);
  }

  function join(parts, separator) {
    if (parts.length === 0) return '';
    let text = parts[0];
    for (let i = 1; i < parts.length; i++) text += separator + parts[i];
    return text;
  }

  return { quote, propertyKey, number, split, splitLines, width, indentLines, join };
})
