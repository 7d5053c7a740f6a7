// SPDX-License-Identifier: GPL-3.0-or-later
//
// url-host.js: hosts (URL standard, "Host parsing"): domains, IPv4 and IPv6 addresses, opaque hosts. A host is kept in its
// serialized form.
(function (heddle) {
  'use strict';

  const {
    ArrayPrototypeJoin, ArrayPrototypePop, MathFloor, NumberPrototypeToString, RegExpPrototypeExec,
    StringPrototypeEndsWith, StringPrototypeSlice, StringPrototypeSplit, StringPrototypeStartsWith,
    StringPrototypeToLowerCase, parseInt,
  } = heddle.primordials;
  const { decode, encode, sets } = heddle.use('percent-encoding.js');
  const { native } = heddle;

  const forbiddenInHost = /[\0\t\n\r #/:<>?@[\\\]^|]/;
  const forbiddenInDomain = /[\0-\x20#%/:<>?@[\\\]^|\x7f]/;
  const test = (pattern, string) => RegExpPrototypeExec(pattern, string) !== null;

  function parseIPv4Number(text) {
    if (text === '') return -1;
    if (test(/^0[xX]/, text)) {
      const digits = StringPrototypeSlice(text, 2);
      if (digits === '') return 0;
      return test(/^[0-9a-fA-F]+$/, digits) ? parseInt(digits, 16) : -1;
    }
    if (text.length > 1 && text[0] === '0') return test(/^[0-7]+$/, text) ? parseInt(text, 8) : -1;
    return test(/^[0-9]+$/, text) ? parseInt(text, 10) : -1;
  }

  function endsInANumber(domain) {
    const parts = StringPrototypeSplit(domain, '.');
    if (parts[parts.length - 1] === '') {
      if (parts.length === 1) return false;
      ArrayPrototypePop(parts);
    }
    const last = parts[parts.length - 1];
    return test(/^[0-9]+$/, last) || parseIPv4Number(last) >= 0;
  }

  // Returns the serialized address, or null.
  function parseIPv4(domain) {
    const parts = StringPrototypeSplit(domain, '.');
    if (parts[parts.length - 1] === '' && parts.length > 1) ArrayPrototypePop(parts);
    if (parts.length > 4) return null;
    let address = 0;
    for (let i = 0; i < parts.length; i++) {
      const number = parseIPv4Number(parts[i]);
      const isLast = i === parts.length - 1;
      if (number < 0 || number >= (isLast ? 256 ** (5 - parts.length) : 256)) return null;
      address += isLast ? number : number * 256 ** (3 - i);
    }
    return `${MathFloor(address / 0x1000000)}.${MathFloor(address / 0x10000) % 256}.${MathFloor(address / 256) % 256}.${address % 256}`;
  }

  // The last 32 bits of an IPv6 address in dotted form, as two pieces; null when they are not in that form.
  function parseDotted(text) {
    const match = RegExpPrototypeExec(/^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/, text);
    if (!match) return null;
    for (let i = 1; i <= 4; i++)
      if (+match[i] > 255 || (match[i].length > 1 && match[i][0] === '0')) return null;
    return [+match[1] * 256 + +match[2], +match[3] * 256 + +match[4]];
  }

  // The pieces between colons; null when one is no piece. Dots may only be in the very last one.
  function parsePieces(text, mayEndDotted) {
    const pieces = [];
    if (text === '') return pieces;
    const parts = StringPrototypeSplit(text, ':');
    for (let i = 0; i < parts.length; i++) {
      if (test(/^[0-9a-fA-F]{1,4}$/, parts[i])) {
        pieces[pieces.length] = parseInt(parts[i], 16);
        continue;
      }
      const dotted = mayEndDotted && i === parts.length - 1 ? parseDotted(parts[i]) : null;
      if (!dotted) return null;
      pieces[pieces.length] = dotted[0];
      pieces[pieces.length] = dotted[1];
    }
    return pieces;
  }

  // Returns the eight pieces of an IPv6 address, or null.
  function parseIPv6(text) {
    const halves = StringPrototypeSplit(text, '::');
    if (halves.length > 2 || text === '') return null;
    const head = parsePieces(halves[0], halves.length === 1);
    if (!head) return null;
    if (halves.length === 1) return head.length === 8 ? head : null;
    const tail = parsePieces(halves[1], true);
    if (!tail || head.length + tail.length > 7) return null;
    while (head.length + tail.length < 8) head[head.length] = 0;
    for (let i = 0; i < tail.length; i++) head[head.length] = tail[i];
    return head;
  }

  // Where the first longest run of zeros is, of two at least: [start, length].
  function findZeros(pieces) {
    let best = [-1, 1];
    for (let i = 0; i < 8; i++) {
      let length = 0;
      while (i + length < 8 && pieces[i + length] === 0) length++;
      if (length > best[1]) best = [i, length];
      i += length;
    }
    return best;
  }

  function serializeIPv6(pieces) {
    const zeros = findZeros(pieces);
    let text = '';
    for (let i = 0; i < 8; i++) {
      if (i === zeros[0]) {
        text += i === 0 ? '::' : ':';
        i += zeros[1] - 1;
        continue;
      }
      text += NumberPrototypeToString(pieces[i], 16);
      if (i < 7) text += ':';
    }
    return text;
  }

  function domainToASCII(domain) {
    return test(/^[\0-\x7f]*$/, domain) ? StringPrototypeToLowerCase(domain) : native.domainToASCII(domain);
  }

  // Returns the host, serialized; null on failure.
  function parseHost(input, isOpaque) {
    if (StringPrototypeStartsWith(input, '[')) {
      if (!StringPrototypeEndsWith(input, ']')) return null;
      const pieces = parseIPv6(StringPrototypeSlice(input, 1, -1));
      return pieces && `[${serializeIPv6(pieces)}]`;
    }
    if (isOpaque) return test(forbiddenInHost, input) ? null : encode(input, sets.c0Control);
    const domain = domainToASCII(decode(input));
    if (!domain || test(forbiddenInDomain, domain)) return null;
    return endsInANumber(domain) ? parseIPv4(domain) : domain;
  }

  return { parseHost };
})
