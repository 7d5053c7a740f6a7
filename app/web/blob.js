// SPDX-License-Identifier: GPL-3.0-or-later
//
// blob.js: Blob and File (File API), their structured clones, and blob: URLs.
(function (heddle) {
  'use strict';

  const {
    ArrayBufferPrototypeGetByteLength, DateNow, MathMax, MathMin, PromiseResolve, PromiseReject, RangeError,
    RegExpPrototypeExec, StringPrototypeReplace, StringPrototypeSplit, StringPrototypeToLowerCase, SymbolIterator, TypeError,
    TypedArrayPrototypeGetBuffer, TypedArrayPrototypeSet, Uint8Array,
  } = heddle.primordials;
  const { bytesOf, converters, illegalInvocation, isObject, requireArguments, serializers, shapeInterface } = heddle.use('webidl.js');
  const { native } = heddle;
  const bytes = heddle.use('bytes.js');
  const integer = converters['long long'];

  const endingKinds = ['transparent', 'native'];
  const notPrintable = /[^\x20-\x7e]/;

  let dataOf;
  let setData;
  let isBlob;

  function normalizeType(type) {
    return RegExpPrototypeExec(notPrintable, type) === null ? StringPrototypeToLowerCase(type) : '';
  }

  function withNativeEndings(string) {
    return StringPrototypeReplace(StringPrototypeReplace(string, /\r\n/g, '\n'), /\r/g, '\n');
  }

  function convertPart(part) {
    if (isBlob(part)) return part;
    return bytesOf(part) ? part : converters.USVString(part);
  }

  function joinParts(parts, endings) {
    const chunks = [];
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i];
      if (typeof part === 'string') chunks[i] = bytes.encode(endings === 'native' ? withNativeEndings(part) : part);
      else chunks[i] = isBlob(part) ? dataOf(part).bytes : bytes.copyOf(bytesOf(part));
    }
    return chunks.length === 0 ? bytes.empty : bytes.join(chunks);
  }

  function convertParts(parts, what) {
    if (!isObject(parts)) throw new TypeError(`${what}: The provided value cannot be converted to a sequence.`);
    return converters.sequence(parts, convertPart, what, parts[SymbolIterator]);
  }

  const bagMembers = [
    { name: 'endings', fallback: 'transparent', convert: (value) => converters.enumeration(value, endingKinds, 'endings') },
    { name: 'type', fallback: '', convert: converters.DOMString },
  ];
  const fileBagMembers = [...bagMembers, { name: 'lastModified', convert: (value) => integer(value) }];

  class Blob {
    #data;

    constructor(blobParts = undefined, options = undefined) {
      const parts = blobParts === undefined ? [] : convertParts(blobParts, "Failed to construct 'Blob'");
      const bag = converters.dictionary(options, bagMembers, "Failed to construct 'Blob': parameter 2");
      this.#data = { __proto__: null, bytes: joinParts(parts, bag.endings), type: normalizeType(bag.type) };
    }

    get size() { return bytes.lengthOf(dataOf(this).bytes); }
    get type() { return dataOf(this).type; }

    slice(start = 0, end = undefined, contentType = '') {
      const { bytes: all } = dataOf(this);
      const size = bytes.lengthOf(all);
      const place = (value) => (value < 0 ? MathMax(size + value, 0) : MathMin(value, size));
      const from = place(integer(start, 'Clamp'));
      const to = end === undefined ? size : place(integer(end, 'Clamp'));
      return makeBlob(bytes.view(all, from, MathMax(from, to)), normalizeType(converters.DOMString(contentType)));
    }

    stream() {
      const { bytes: all } = dataOf(this);
      return heddle.use('body-stream.js').streamOfBytes(all);
    }

    text() { return settle(this, bytes.decode); }
    arrayBuffer() { return settle(this, (all) => bytes.bufferOf(bytes.copy(all))); }
    bytes() { return settle(this, bytes.copy); }

    static {
      isBlob = (value) => isObject(value) && #data in value;
      dataOf = (blob) => {
        if (!isBlob(blob)) throw illegalInvocation();
        return blob.#data;
      };
      setData = (blob, data) => { blob.#data = data; return blob; };
    }
  }
  shapeInterface(Blob);

  function settle(blob, convert) {
    try {
      return PromiseResolve(convert(dataOf(blob).bytes));
    } catch (error) {
      return PromiseReject(error);
    }
  }

  // A blob of bytes that nobody changes any more.
  function makeBlob(all, type) {
    return setData(new Blob(), { __proto__: null, bytes: all, type });
  }

  class File extends Blob {
    #name;
    #lastModified;

    constructor(fileBits, fileName, options = undefined) {
      requireArguments(arguments.length, 2, "construct 'File'");
      const parts = convertParts(fileBits, "Failed to construct 'File'");
      const name = converters.USVString(fileName);
      const bag = converters.dictionary(options, fileBagMembers, "Failed to construct 'File': parameter 3");
      super();
      setData(this, { __proto__: null, bytes: joinParts(parts, bag.endings), type: normalizeType(bag.type) });
      this.#name = name;
      this.#lastModified = bag.lastModified ?? DateNow();
    }

    get name() { return this.#name; }
    get lastModified() { return this.#lastModified; }

    static {
      isFile = (value) => isObject(value) && #name in value;
    }
  }
  var isFile;
  shapeInterface(File);

  function makeFile(all, name, type) {
    return setData(new File([], name), { __proto__: null, bytes: all, type });
  }

  // URL.createObjectURL and URL.revokeObjectURL; the store is blob-store.c's.
  function createObjectURL(blob) {
    if (!isBlob(blob)) throw new TypeError("Failed to execute 'createObjectURL' on 'URL': parameter 1 is not of type 'Blob'.");
    const url = `blob:${native.origin ?? 'null'}/${heddle.use('crypto.js').crypto.randomUUID()}`;
    const { bytes: all, type } = dataOf(blob);
    const buffer = native.allocateBytes(bytes.lengthOf(all));
    if (buffer === undefined) throw new RangeError('Array buffer allocation failed');
    TypedArrayPrototypeSet(new Uint8Array(buffer), all);
    native.storeBlob(url, buffer, type);
    return url;
  }

  function revokeObjectURL(url) {
    native.revokeBlob(converters.DOMString(url));
  }

  // { bytes, type } of the blob behind a blob: URL, without its fragment; undefined when there is none.
  function blobForURL(url) {
    const found = native.findBlob(StringPrototypeSplit(url, '#')[0]);
    return found && { __proto__: null, bytes: bytes.copy(new Uint8Array(found[0])), type: found[1] };
  }

  // Structured clones (File API, "serialization steps").
  function serialize(blob) {
    const { bytes: all, type } = dataOf(blob);
    const whole = bytes.lengthOf(all) === ArrayBufferPrototypeGetByteLength(TypedArrayPrototypeGetBuffer(all)) ? all : bytes.copy(all);
    return isFile(blob) ? { bytes: whole, type, name: blob.name, lastModified: blob.lastModified } : { bytes: whole, type };
  }

  function deserialize({ bytes: all, type, name, lastModified }) {
    if (name === undefined) return makeBlob(all, type);
    return setData(new File([], name, { __proto__: null, lastModified }), { __proto__: null, bytes: all, type });
  }
  serializers.set(Blob.prototype, { file: 'blob.js', serialize });
  serializers.set(File.prototype, { file: 'blob.js', serialize });

  const brands = heddle.use('brands.js');
  brands.isBlob = isBlob;
  brands.isFile = isFile;

  return { Blob, File, isBlob, isFile, dataOf, makeBlob, makeFile, createObjectURL, revokeObjectURL, blobForURL, deserialize };
})
