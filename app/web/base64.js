// SPDX-License-Identifier: GPL-3.0-or-later
//
// base64.js: atob and btoa (HTML standard, "Base64 utility methods"; Infra standard, "Forgiving base64").
(function (heddle) {
  'use strict';

  const { RegExpPrototypeSymbolReplace, StringFromCharCode, StringPrototypeCharCodeAt } = heddle.primordials;
  const { converters, requireArguments } = heddle.use('webidl.js');
  const { DOMException } = heddle.use('dom-exception.js');
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const values = { __proto__: null };
  for (let i = 0; i < 64; i++) values[StringPrototypeCharCodeAt(alphabet, i)] = i;

  function invalid(operation, message) {
    return new DOMException(`Failed to execute '${operation}' on 'WindowOrWorkerGlobalScope': ${message}`, 'InvalidCharacterError');
  }

  function btoa(data) {
    requireArguments(arguments.length, 1, "execute 'btoa' on 'WindowOrWorkerGlobalScope'");
    const string = converters.DOMString(data);
    const n = string.length;
    let result = '';
    for (let i = 0; i < n; i += 3) {
      const a = StringPrototypeCharCodeAt(string, i);
      const b = i + 1 < n ? StringPrototypeCharCodeAt(string, i + 1) : 0;
      const c = i + 2 < n ? StringPrototypeCharCodeAt(string, i + 2) : 0;
      if ((a | b | c) > 255) throw invalid('btoa', 'The string to be encoded contains characters outside of the Latin1 range.');
      result += alphabet[a >> 2] + alphabet[(a & 3) << 4 | b >> 4] +
        (i + 1 < n ? alphabet[(b & 15) << 2 | c >> 6] : '=') + (i + 2 < n ? alphabet[c & 63] : '=');
    }
    return result;
  }

  function atob(data) {
    requireArguments(arguments.length, 1, "execute 'atob' on 'WindowOrWorkerGlobalScope'");
    let string = RegExpPrototypeSymbolReplace(/[\t\n\f\r ]+/g, converters.DOMString(data), '');
    if (string.length % 4 === 0) string = RegExpPrototypeSymbolReplace(/={1,2}$/, string, '');
    if (string.length % 4 === 1) throw invalid('atob', 'The string to be decoded is not correctly encoded.');
    let result = '';
    let bits = 0;
    let nBits = 0;
    for (let i = 0; i < string.length; i++) {
      const value = values[StringPrototypeCharCodeAt(string, i)];
      if (value === undefined) throw invalid('atob', 'The string to be decoded is not correctly encoded.');
      bits = (bits << 6 | value) & 0xffff;
      nBits += 6;
      if (nBits < 8) continue;
      nBits -= 8;
      result += StringFromCharCode(bits >> nBits & 255);
    }
    return result;
  }

  return { atob, btoa };
})
