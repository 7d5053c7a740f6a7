// SPDX-License-Identifier: GPL-3.0-or-later
//
// encoding.js: TextEncoder and TextDecoder (Encoding standard).
(function (heddle) {
  'use strict';

  const {
    ArrayBufferPrototypeSlice, RangeError, StringPrototypeCharCodeAt, StringPrototypeCodePointAt, StringPrototypeSlice,
    TypeError, TypedArrayPrototypeGetLength, TypedArrayPrototypeGetSymbolToStringTag, TypedArrayPrototypeSet,
    TypedArrayPrototypeSlice, TypedArrayPrototypeSubarray, Uint8Array,
  } = heddle.primordials;
  const { converters, isArrayBuffer, isObject, requireArguments, shapeInterface } = heddle.use('webidl.js');
  const { native } = heddle;
  const { DOMString, USVString } = converters;
  const SHORT = 32; // below, a loop here is faster than a call of C

  function encodeShortASCII(string) {
    const n = string.length;
    const bytes = new Uint8Array(n);
    for (let i = 0; i < n; i++) {
      const unit = StringPrototypeCharCodeAt(string, i);
      if (unit > 127) return null;
      bytes[i] = unit;
    }
    return bytes;
  }

  function encodeUTF8(string) {
    return (string.length <= SHORT ? encodeShortASCII(string) : null) ?? new Uint8Array(native.utf8Encode(string));
  }

  function utf8Length(codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  // How much of a well-formed string fits into `room` bytes: [units, bytes].
  function fit(string, room) {
    let read = 0;
    let written = 0;
    while (read < string.length) {
      const codePoint = StringPrototypeCodePointAt(string, read);
      const length = utf8Length(codePoint);
      if (written + length > room) break;
      written += length;
      read += codePoint > 0xffff ? 2 : 1;
    }
    return [read, written];
  }

  class TextEncoder {
    #made = true;

    constructor() {}

    get encoding() { this.#made; return 'utf-8'; }

    encode(input = '') {
      this.#made;
      return encodeUTF8(USVString(input));
    }

    encodeInto(source, destination) {
      requireArguments(arguments.length, 2, "execute 'encodeInto' on 'TextEncoder'");
      this.#made;
      const string = USVString(source);
      if (!isObject(destination) || TypedArrayPrototypeGetSymbolToStringTag(destination) !== 'Uint8Array')
        throw new TypeError("Failed to execute 'encodeInto' on 'TextEncoder': parameter 2 is not of type 'Uint8Array'.");
      const room = TypedArrayPrototypeGetLength(destination);
      const fits = room >= string.length * 3 ? [string.length, 0] : fit(string, room);
      const bytes = encodeUTF8(fits[0] === string.length ? string : StringPrototypeSlice(string, 0, fits[0]));
      TypedArrayPrototypeSet(destination, bytes, 0);
      return { read: fits[0], written: TypedArrayPrototypeGetLength(bytes) };
    }
  }
  shapeInterface(TextEncoder);

  const noBytes = new Uint8Array(0);

  // The bytes that were left over and those of the input, in memory of our own: C may hold on to it.
  function copyBytes(pending, input) {
    const nPending = TypedArrayPrototypeGetLength(pending);
    if (nPending === 0 && isArrayBuffer(input.buffer))
      return new Uint8Array(ArrayBufferPrototypeSlice(input.buffer, input.byteOffset, input.byteOffset + input.byteLength));
    const bytes = new Uint8Array(nPending + input.byteLength);
    TypedArrayPrototypeSet(bytes, pending, 0);
    TypedArrayPrototypeSet(bytes, new Uint8Array(input.buffer, input.byteOffset, input.byteLength), nPending);
    return bytes;
  }

  const isUnicode = (name) => name === 'utf-8' || name === 'utf-16le' || name === 'utf-16be';

  class TextDecoder {
    #encoding;
    #decoder;
    #fatal;
    #ignoreBOM;
    #pending = noBytes;
    #started = false;   // whether there was text since the stream began: then no BOM is looked for
    #goesOn = false;

    constructor(label = 'utf-8', options = undefined) {
      const name = DOMString(label);
      if (options !== undefined && options !== null && !isObject(options))
        throw new TypeError("Failed to construct 'TextDecoder': parameter 2 is not an object.");
      this.#fatal = !!options?.fatal;
      this.#ignoreBOM = !!options?.ignoreBOM;
      const encoding = heddle.use('encoding-labels.js').getEncoding(name);
      if (!encoding || encoding.name === 'replacement')
        throw new RangeError(`Failed to construct 'TextDecoder': The encoding label provided ('${name}') is invalid.`);
      this.#encoding = encoding;
      this.#decoder = heddle.use('decoders.js').getDecoder(encoding);
    }

    get encoding() { return this.#encoding.name; }
    get fatal() { return this.#fatal; }
    get ignoreBOM() { return this.#ignoreBOM; }

    decode(input = undefined, options = undefined) {
      this.#decoder;
      const source = input === undefined ? { __proto__: null, buffer: null, byteOffset: 0, byteLength: 0 }
        : converters.BufferSource(input, "Failed to execute 'decode' on 'TextDecoder': parameter 1");
      if (options !== undefined && options !== null && !isObject(options))
        throw new TypeError("Failed to execute 'decode' on 'TextDecoder': parameter 2 is not an object.");
      const stream = !!options?.stream;
      if (!this.#goesOn) this.#begin();
      this.#goesOn = stream;
      const bytes = source.byteLength === 0 ? TypedArrayPrototypeSlice(this.#pending) : copyBytes(this.#pending, source);
      const result = this.#decoder(bytes, !stream, this.#fatal);
      if (!result) return this.#fail();
      const n = TypedArrayPrototypeGetLength(bytes);
      this.#pending = result[1] > 0 ? TypedArrayPrototypeSlice(TypedArrayPrototypeSubarray(bytes, n - result[1])) : noBytes;
      return this.#withoutMark(result[0]);
    }

    #begin() {
      this.#pending = noBytes;
      this.#started = false;
    }

    #fail() {
      this.#begin();
      this.#goesOn = false;
      const error = new TypeError(`The encoded data was not valid for encoding ${this.#encoding.name}`);
      error.code = 'ERR_ENCODING_INVALID_ENCODED_DATA';
      throw error;
    }

    #withoutMark(text) {
      if (this.#started || text === '') return text;
      this.#started = true;
      if (this.#ignoreBOM || !isUnicode(this.#encoding.name)) return text;
      return StringPrototypeCharCodeAt(text, 0) === 0xfeff ? StringPrototypeSlice(text, 1) : text;
    }
  }
  shapeInterface(TextDecoder);

  return { TextEncoder, TextDecoder, encodeUTF8 };
})
