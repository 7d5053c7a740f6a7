// SPDX-License-Identifier: GPL-3.0-or-later
//
// percent-encoding.js: percent-encode sets, encoding and decoding (URL standard, "Percent-encoded bytes").
(function (heddle) {
  'use strict';

  const {
    NumberPrototypeToString, StringPrototypeCharCodeAt, StringPrototypeCodePointAt, StringPrototypeIncludes,
    StringPrototypePadStart, StringPrototypeSlice, StringPrototypeToUpperCase, TypedArrayPrototypeGetBuffer, Uint8Array,
    encodeURIComponent,
  } = heddle.primordials;
  const { native } = heddle;

  // A set is a table of the ASCII code points in it; everything above is in every set.
  function makeSet(base, characters) {
    const set = new Uint8Array(128);
    for (let i = 0; i < 128; i++)
      set[i] = base ? base[i] : i < 0x20 || i === 0x7f ? 1 : 0;
    for (let i = 0; i < characters.length; i++) set[StringPrototypeCharCodeAt(characters, i)] = 1;
    return set;
  }

  const c0Control = makeSet(null, '');
  const fragment = makeSet(c0Control, ' "<>`');
  const query = makeSet(c0Control, ' "#<>');
  const specialQuery = makeSet(query, "'");
  const path = makeSet(query, '?^`{}');
  const userinfo = makeSet(path, '/:;=@[\\]|');
  const component = makeSet(userinfo, '$&+,');
  const form = makeSet(component, "!'()~%");

  const escapes = [];
  for (let i = 0; i < 128; i++)
    escapes[i] = `%${StringPrototypePadStart(StringPrototypeToUpperCase(NumberPrototypeToString(i, 16)), 2, '0')}`;

  // UTF-8 percent-encode; `string` has no lone surrogates.
  function encode(string, set) {
    const n = string.length;
    let result = '';
    let done = 0;
    for (let i = 0; i < n; i++) {
      const unit = StringPrototypeCharCodeAt(string, i);
      if (unit < 128 && set[unit] === 0) continue;
      if (done < i) result += StringPrototypeSlice(string, done, i);
      if (unit < 128) result += escapes[unit];
      else {
        const end = StringPrototypeCodePointAt(string, i) > 0xffff ? i + 2 : i + 1;
        result += encodeURIComponent(StringPrototypeSlice(string, i, end));
        i = end - 1;
      }
      done = i + 1;
    }
    return done === 0 ? string : result + StringPrototypeSlice(string, done);
  }

  function hexValue(unit) {
    if (unit >= 48 && unit <= 57) return unit - 48;
    const lower = unit | 32;
    return lower >= 97 && lower <= 102 ? lower - 87 : -1;
  }

  // Percent-decode, then UTF-8 decode without BOM.
  function decode(string) {
    if (!StringPrototypeIncludes(string, '%')) return string;
    const bytes = new Uint8Array(native.utf8Encode(string));
    const n = bytes.length;
    let length = 0;
    for (let i = 0; i < n; i++) {
      const high = bytes[i] === 37 && i + 2 < n ? hexValue(bytes[i + 1]) : -1;
      const low = high < 0 ? -1 : hexValue(bytes[i + 2]);
      if (low < 0) bytes[length++] = bytes[i];
      else {
        bytes[length++] = high << 4 | low;
        i += 2;
      }
    }
    return native.utf8Decode(TypedArrayPrototypeGetBuffer(bytes), 0, length, false);
  }

  return { encode, decode, hexValue, sets: { c0Control, fragment, query, specialQuery, path, userinfo, component, form } };
})
