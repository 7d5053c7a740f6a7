// SPDX-License-Identifier: GPL-3.0-or-later
//
// data-url.js: what a data: URL holds (Fetch standard, "data: URL processor").
(function (heddle) {
  'use strict';

  const {
    RegExpPrototypeExec, StringPrototypeCharCodeAt, StringPrototypeIndexOf, StringPrototypeReplace, StringPrototypeSlice,
    StringPrototypeStartsWith, Uint8Array,
  } = heddle.primordials;
  const bytes = heddle.use('bytes.js');
  const mimeTypes = heddle.use('mime-type.js');

  const matches = (pattern, string) => RegExpPrototypeExec(pattern, string) !== null;

  function digitOf(code) {
    if (code >= 48 && code <= 57) return code - 48;
    const letter = code | 32;
    return letter >= 97 && letter <= 102 ? letter - 87 : -1;
  }

  function percentDecode(string) {
    const input = bytes.encode(string);
    const n = bytes.lengthOf(input);
    const output = new Uint8Array(n);
    let length = 0;
    for (let i = 0; i < n; i++) {
      const high = input[i] === 37 && i + 2 < n ? digitOf(input[i + 1]) : -1;
      const low = high >= 0 ? digitOf(input[i + 2]) : -1;
      output[length++] = low >= 0 ? high * 16 + low : input[i];
      if (low >= 0) i += 2;
    }
    return bytes.view(output, 0, length);
  }

  function fromBase64(data) {
    let string;
    try {
      string = heddle.use('base64.js').atob(bytes.decode(data));
    } catch {
      return null;
    }
    const result = new Uint8Array(string.length);
    for (let i = 0; i < string.length; i++) result[i] = StringPrototypeCharCodeAt(string, i);
    return result;
  }

  // { bytes, type }, or null.
  function read(url) {
    const comma = StringPrototypeIndexOf(url, ',');
    if (comma < 0) return null;
    let type = StringPrototypeReplace(StringPrototypeSlice(url, 5, comma), /^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, '');
    let data = percentDecode(StringPrototypeSlice(url, comma + 1));
    if (matches(/; *base64$/i, type)) {
      data = fromBase64(data);
      if (data === null) return null;
      type = StringPrototypeReplace(type, /; *base64$/i, '');
    }
    if (StringPrototypeStartsWith(type, ';')) type = `text/plain${type}`;
    const parsed = mimeTypes.parse(type);
    return { bytes: data, type: parsed === null ? 'text/plain;charset=US-ASCII' : mimeTypes.serialize(parsed) };
  }

  return { read };
})
