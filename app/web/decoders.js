// SPDX-License-Identifier: GPL-3.0-or-later
//
// decoders.js: what turns bytes into text, an encoding each (Encoding standard). A decoder is a function of the bytes (a
// Uint8Array of our own), of whether they are the last, and of whether errors are fatal: it gives [text, how many bytes
// at the end it wants to see again with the next], or null for a fatal error.
(function (heddle) {
  'use strict';

  const {
    ReflectApply, StringFromCharCode, StringPrototypeCharCodeAt, StringPrototypeIsWellFormed, StringPrototypeSlice,
    StringPrototypeToWellFormed, TypedArrayPrototypeGetBuffer, TypedArrayPrototypeGetLength,
    TypedArrayPrototypeSubarray, Uint16Array,
    Uint8Array,
  } = heddle.primordials;
  const { native } = heddle;
  const BLOCK = 8192;

  function fromUnits(units) {
    const n = TypedArrayPrototypeGetLength(units);
    let text = '';
    for (let i = 0; i < n; i += BLOCK)
      text += ReflectApply(StringFromCharCode, null, TypedArrayPrototypeSubarray(units, i, i + BLOCK));
    return text;
  }

  // How many bytes at the end are the start of a UTF-8 sequence that could go on.
  function countOpenBytes(bytes) {
    const n = TypedArrayPrototypeGetLength(bytes);
    for (let k = 1; k <= 3 && k <= n; k++) {
      const lead = bytes[n - k];
      if (lead < 0x80) return 0;
      if (lead < 0xc0) continue;
      const length = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
      if (length <= k) return 0;
      const second = k > 1 ? bytes[n - k + 1] : 0xa0;
      const isOpen = k === 1 || (second >= (lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80) &&
        second <= (lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf));
      return isOpen ? k : 0;
    }
    return 0;
  }

  function utf8(bytes, isLast, fatal) {
    const open = isLast ? 0 : countOpenBytes(bytes);
    const length = TypedArrayPrototypeGetLength(bytes) - open;
    const text = native.utf8Decode(TypedArrayPrototypeGetBuffer(bytes), 0, length, fatal);
    return text === undefined ? null : [text, open];
  }

  const makeUtf16 = (high, low) => (bytes, isLast, fatal) => {
    const n = TypedArrayPrototypeGetLength(bytes);
    const units = new Uint16Array(n >> 1);
    for (let i = 0; i + 1 < n; i += 2) units[i >> 1] = bytes[i + high] << 8 | bytes[i + low];
    let text = fromUnits(units);
    let open = n & 1;
    if (isLast && open) {
      if (fatal) return null;
      text = `${StringPrototypeToWellFormed(text)}\ufffd`;
      // One error for a lead surrogate and the odd byte behind it.
      const last = units[(n >> 1) - 1];
      return [last >= 0xd800 && last < 0xdc00 ? StringPrototypeSlice(text, 0, -1) : text, 0];
    }
    if (!isLast && text !== '') {
      const last = StringPrototypeCharCodeAt(text, text.length - 1);
      if (last >= 0xd800 && last < 0xdc00) {
        text = StringPrototypeSlice(text, 0, -1);
        open += 2;
      }
    }
    if (fatal && !StringPrototypeIsWellFormed(text)) return null;
    return [StringPrototypeToWellFormed(text), open];
  };

  const NOTHING = 0xfffd;

  // The standard gives bytes 0x80 to 0x9F that a code page leaves free to the control characters.
  function makeTable(converter) {
    const table = new Uint16Array(256);
    for (let i = 0; i < 256; i++) {
      const one = new Uint8Array(1);
      one[0] = i;
      const result = i < 128 ? null : native.legacyDecode(converter, TypedArrayPrototypeGetBuffer(one), true, true);
      if (i < 128) table[i] = i;
      else if (result) table[i] = StringPrototypeCharCodeAt(result[0], 0);
      else table[i] = i < 0xa0 && converter !== 'KOI8-U' ? i : NOTHING;
    }
    return table;
  }

  function makeSingleByte(table) {
    return (bytes, isLast, fatal) => {
      const n = TypedArrayPrototypeGetLength(bytes);
      const units = new Uint16Array(n);
      for (let i = 0; i < n; i++) {
        units[i] = table[bytes[i]];
        if (fatal && units[i] === NOTHING) return null;
      }
      return [fromUnits(units), 0];
    };
  }

  function makeUserDefined() {
    const table = new Uint16Array(256);
    for (let i = 0; i < 256; i++) table[i] = i < 128 ? i : 0xf700 + i;
    return makeSingleByte(table);
  }

  // ISO-2022-JP has states, so that it is decoded in one go at the end.
  const makeMultiByte = (converter) => (bytes, isLast, fatal) => {
    if (!isLast && converter === 'ISO-2022-JP') return ['', TypedArrayPrototypeGetLength(bytes)];
    return native.legacyDecode(converter, TypedArrayPrototypeGetBuffer(bytes), fatal, isLast) ?? null;
  };

  const multiByte = {
    __proto__: null, gbk: true, gb18030: true, big5: true, 'euc-jp': true, 'iso-2022-jp': true, shift_jis: true, 'euc-kr': true,
  };
  const decoders = {
    __proto__: null, 'utf-8': utf8, 'utf-16le': makeUtf16(1, 0), 'utf-16be': makeUtf16(0, 1),
    'x-user-defined': makeUserDefined(),
  };

  function getDecoder({ name, converter }) {
    return decoders[name] ??= multiByte[name] ? makeMultiByte(converter) : makeSingleByte(makeTable(converter));
  }

  return { getDecoder };
})
