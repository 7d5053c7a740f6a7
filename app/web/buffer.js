// SPDX-License-Identifier: GPL-3.0-or-later
//
// buffer.js: Node's Buffer, as far as reading files needs it: bytes (a Uint8Array) that know how to be text.
(function (heddle) {
  'use strict';

  const {
    ArrayIsArray, ArrayPrototypeJoin, MathMax, MathMin, NumberParseInt, NumberPrototypeToString,
    RegExpPrototypeExec, StringFromCharCode, StringPrototypeCharCodeAt, StringPrototypePadStart,
    StringPrototypeToLowerCase, SymbolFor, TypeError, TypedArrayPrototypeFill, TypedArrayPrototypeGetBuffer,
    TypedArrayPrototypeGetByteOffset, TypedArrayPrototypeGetLength, TypedArrayPrototypeGetSymbolToStringTag,
    TypedArrayPrototypeIndexOf, TypedArrayPrototypeSet, TypedArrayPrototypeSubarray, Uint8Array,
  } = heddle.primordials;
  const { invalidArgument, makeError, outOfRange } = heddle.use('node-errors.js');
  const { native } = heddle;

  const SHOWN_BYTES = 50;
  const CHUNK = 0x2000; // characters that one call of String.fromCharCode () may take
  const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const BASE64_URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const BASE64_VALUES = { __proto__: null };
  for (let i = 0; i < 64; i++) {
    BASE64_VALUES[StringPrototypeCharCodeAt(BASE64, i)] = i;
    BASE64_VALUES[StringPrototypeCharCodeAt(BASE64_URL, i)] = i;
  }

  const ENCODINGS = {
    __proto__: null, utf8: 'utf8', 'utf-8': 'utf8', hex: 'hex', base64: 'base64', base64url: 'base64url',
    latin1: 'latin1', binary: 'latin1', ascii: 'ascii', utf16le: 'utf16le', 'utf-16le': 'utf16le', ucs2: 'utf16le',
    'ucs-2': 'utf16le',
  };

  function encodingOf(name) {
    if (name === undefined || name === null) return 'utf8';
    const encoding = ENCODINGS[StringPrototypeToLowerCase(`${name}`)];
    if (encoding === undefined) throw makeError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${name}`);
    return encoding;
  }

  function isBytes(value) {
    return TypedArrayPrototypeGetSymbolToStringTag(value) === 'Uint8Array';
  }

  function isArrayBuffer(value) {
    const name = typeof value === 'object' && value !== null ? heddle.use('inspect-class.js').classOf(value) : '';
    return name === 'ArrayBuffer' || name === 'SharedArrayBuffer';
  }

  function textOfUnits(n, unitAt) {
    let text = '';
    for (let start = 0; start < n; start += CHUNK) {
      let part = '';
      const end = MathMin(start + CHUNK, n);
      for (let i = start; i < end; i++) part += StringFromCharCode(unitAt(i));
      text += part;
    }
    return text;
  }

  function toHex(bytes, start, end) {
    const parts = [];
    for (let i = start; i < end; i++)
      parts[i - start] = StringPrototypePadStart(NumberPrototypeToString(bytes[i], 16), 2, '0');
    return ArrayPrototypeJoin(parts, '');
  }

  function toBase64(bytes, start, end, alphabet) {
    let text = '';
    for (let i = start; i < end; i += 3) {
      const left = end - i;
      const word = bytes[i] << 16 | (left > 1 ? bytes[i + 1] << 8 : 0) | (left > 2 ? bytes[i + 2] : 0);
      text += alphabet[word >> 18] + alphabet[word >> 12 & 63];
      if (left > 1) text += alphabet[word >> 6 & 63];
      if (left > 2) text += alphabet[word & 63];
      if (alphabet === BASE64 && left < 3) text += left === 2 ? '=' : '==';
    }
    return text;
  }

  function decode(bytes, encoding, start, end) {
    switch (encoding) {
      case 'hex': return toHex(bytes, start, end);
      case 'base64': return toBase64(bytes, start, end, BASE64);
      case 'base64url': return toBase64(bytes, start, end, BASE64_URL);
      case 'latin1': return textOfUnits(end - start, (i) => bytes[start + i]);
      case 'ascii': return textOfUnits(end - start, (i) => bytes[start + i] & 0x7f);
      case 'utf16le':
        return textOfUnits((end - start) >> 1, (i) => bytes[start + 2 * i] | bytes[start + 2 * i + 1] << 8);
      default: return native.utf8Decode(TypedArrayPrototypeGetBuffer(bytes),
        TypedArrayPrototypeGetByteOffset(bytes) + start, end - start, false);
    }
  }

  function bytesOfHex(text) {
    const bytes = [];
    for (let i = 0; i + 1 < text.length; i += 2) {
      const byte = RegExpPrototypeExec(/^[0-9a-fA-F]{2}$/, text[i] + text[i + 1]) === null ? -1
        : NumberParseInt(text[i] + text[i + 1], 16);
      if (byte === -1) break;
      bytes[i >> 1] = byte;
    }
    return bytes;
  }

  function bytesOfBase64(text) {
    const bytes = [];
    let word = 0;
    let bits = 0;
    for (let i = 0; i < text.length && text[i] !== '='; i++) {
      const value = BASE64_VALUES[StringPrototypeCharCodeAt(text, i)];
      if (value === undefined) continue;
      word = (word << 6 | value) & 0xffffff;
      bits += 6;
      if (bits < 8) continue;
      bits -= 8;
      bytes[bytes.length] = word >> bits & 0xff;
    }
    return bytes;
  }

  function encode(text, encoding) {
    switch (encoding) {
      case 'hex': return bytesOfHex(text);
      case 'base64': case 'base64url': return bytesOfBase64(text);
      case 'latin1': case 'ascii': {
        const bytes = new Uint8Array(text.length);
        for (let i = 0; i < text.length; i++) bytes[i] = StringPrototypeCharCodeAt(text, i);
        return bytes;
      }
      case 'utf16le': {
        const bytes = new Uint8Array(text.length * 2);
        for (let i = 0; i < text.length; i++) {
          bytes[2 * i] = StringPrototypeCharCodeAt(text, i);
          bytes[2 * i + 1] = StringPrototypeCharCodeAt(text, i) >> 8;
        }
        return bytes;
      }
      default: return new Uint8Array(native.utf8Encode(text));
    }
  }

  function clamp(value, fallback, length) {
    if (value === undefined) return fallback;
    const n = +value || 0;
    return MathMin(MathMax(n - n % 1, 0), length);
  }

  function checkSize(size) {
    if (typeof size !== 'number') throw invalidArgument('size', 'of type number', size);
    if (!(size >= 0 && size <= 2 ** 32)) throw outOfRange('size', '>= 0 && <= 4294967296', size);
    return size;
  }

  // Reached by Buffer.from () and Node's old `new Buffer (…)` alike.
  function from(value, encodingOrOffset, length) {
    if (typeof value === 'string') return copy(encode(value, encodingOf(encodingOrOffset)));
    if (isArrayBuffer(value)) return new Buffer(value, encodingOrOffset, length);
    if (typeof value !== 'object' || value === null)
      throw invalidArgument('first argument',
        'of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object', value);
    if (value.type === 'Buffer' && ArrayIsArray(value.data)) return copy(value.data);
    if (typeof value.length === 'number') return copy(value);
    return from(value.valueOf(), encodingOrOffset, length);
  }

  function copy(list) {
    const buffer = new Buffer(list.length);
    TypedArrayPrototypeSet(buffer, list);
    return buffer;
  }

  function alloc(size, fill, encoding) {
    const buffer = new Buffer(checkSize(size));
    return fill === undefined || fill === 0 || size === 0 ? buffer : buffer.fill(fill, encoding);
  }

  class Buffer extends Uint8Array {
    static from(value, encodingOrOffset, length) { return from(value, encodingOrOffset, length); }
    static alloc(size, fill, encoding) { return alloc(size, fill, encoding); }
    static allocUnsafe(size) { return alloc(size); }
    static allocUnsafeSlow(size) { return alloc(size); }
    static isBuffer(value) { return value instanceof Buffer; }
    static isEncoding(name) { return typeof name === 'string' && StringPrototypeToLowerCase(name) in ENCODINGS; }

    static byteLength(value, encoding) {
      if (typeof value === 'string') return encode(value, encodingOf(encoding)).length;
      return value.byteLength;
    }

    static concat(list, totalLength) {
      if (!ArrayIsArray(list)) throw invalidArgument('list', 'an instance of Array', list);
      let length = 0;
      for (let i = 0; i < list.length; i++) length += list[i].length;
      const result = new Buffer(totalLength ?? length);
      for (let i = 0, at = 0; i < list.length && at < result.length; at += list[i].length, i++)
        TypedArrayPrototypeSet(result, TypedArrayPrototypeSubarray(list[i], 0, result.length - at), at);
      return result;
    }

    static compare(a, b) {
      const length = MathMin(a.length, b.length);
      for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
      return a.length === b.length ? 0 : a.length < b.length ? -1 : 1;
    }

    toString(encoding, start, end) {
      const length = TypedArrayPrototypeGetLength(this);
      const first = clamp(start, 0, length);
      return decode(this, encodingOf(encoding), first, MathMax(first, clamp(end, length, length)));
    }

    toLocaleString(encoding, start, end) { return this.toString(encoding, start, end); }

    toJSON() {
      const data = [];
      for (let i = 0; i < this.length; i++) data[i] = this[i];
      return { type: 'Buffer', data };
    }

    equals(other) {
      if (!isBytes(other)) throw invalidArgument('otherBuffer', 'an instance of Buffer or Uint8Array', other);
      return Buffer.compare(this, other) === 0;
    }

    compare(other) { return Buffer.compare(this, other); }

    // Shares the bytes, as Node's does; a Uint8Array's own would copy them.
    slice(start, end) { return this.subarray(start, end); }

    fill(value, start, end, encoding) {
      if (typeof value !== 'string') return TypedArrayPrototypeFill(this, value, start, end);
      if (typeof start === 'string') [encoding, start, end] = [start, undefined, undefined];
      const bytes = encode(value, encodingOf(encoding));
      const last = clamp(end, this.length, this.length);
      for (let i = clamp(start, 0, this.length), at = 0; i < last; i++, at++)
        this[i] = bytes.length === 0 ? 0 : bytes[at % bytes.length];
      return this;
    }

    write(text, offset = 0, length = undefined, encoding = 'utf8') {
      if (typeof offset === 'string') [encoding, offset] = [offset, 0];
      const bytes = encode(text, encodingOf(encoding));
      const n = MathMin(bytes.length, this.length - offset, length ?? Infinity);
      for (let i = 0; i < n; i++) this[offset + i] = bytes[i];
      return n;
    }

    copy(target, targetStart = 0, start = 0, end = this.length) {
      const part = TypedArrayPrototypeSubarray(this, start, MathMin(end, start + target.length - targetStart));
      TypedArrayPrototypeSet(target, part, targetStart);
      return part.length;
    }

    indexOf(value, start = 0, encoding = 'utf8') {
      if (typeof value === 'number') return TypedArrayPrototypeIndexOf(this, value & 0xff, start);
      const bytes = typeof value === 'string' ? encode(value, encodingOf(encoding)) : value;
      for (let i = start < 0 ? MathMax(0, this.length + start) : start; i + bytes.length <= this.length; i++) {
        let n = 0;
        while (n < bytes.length && this[i + n] === bytes[n]) n++;
        if (n === bytes.length) return i;
      }
      return -1;
    }

    includes(value, start, encoding) { return this.indexOf(value, start, encoding) !== -1; }

    readUInt8(offset = 0) { return this[offset]; }
    readUInt16LE(offset = 0) { return this[offset] | this[offset + 1] << 8; }
    readUInt16BE(offset = 0) { return this[offset] << 8 | this[offset + 1]; }
    readUInt32LE(offset = 0) { return (this.readUInt16LE(offset) | this.readUInt16LE(offset + 2) << 16) >>> 0; }
    readUInt32BE(offset = 0) { return (this.readUInt16BE(offset) << 16 | this.readUInt16BE(offset + 2)) >>> 0; }

    [SymbolFor('nodejs.util.inspect.custom')]() {
      const n = MathMin(this.length, SHOWN_BYTES);
      const parts = [];
      for (let i = 0; i < n; i++) parts[i] = toHex(this, i, i + 1);
      const left = this.length - n;
      const rest = left > 0 ? ` ... ${left} more byte${left > 1 ? 's' : ''}` : '';
      return `<Buffer ${ArrayPrototypeJoin(parts, ' ')}${rest}>`;
    }
  }

  /* A Buffer of bytes that nobody else has. */
  function adopt(arrayBuffer) {
    return new Buffer(arrayBuffer);
  }

  return { Buffer, adopt, isBytes, encodingOf, decode };
})
