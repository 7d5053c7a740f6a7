// SPDX-License-Identifier: GPL-3.0-or-later
//
// bytes.js: what fetch, blobs and streams do with bytes: copies, joins, UTF-8.
(function (heddle) {
  'use strict';

  const {
    ArrayBufferPrototypeGetByteLength, ArrayBufferPrototypeSlice, TypedArrayPrototypeGetBuffer,
    TypedArrayPrototypeGetByteLength, TypedArrayPrototypeGetByteOffset, TypedArrayPrototypeSet, Uint8Array,
  } = heddle.primordials;
  const { native } = heddle;
  const { isSharedArrayBuffer } = heddle.use('webidl.js');

  const empty = new Uint8Array(0);
  const lengthOf = TypedArrayPrototypeGetByteLength;

  // A copy of the bytes of a BufferSource, as webidl.js found them.
  function copyOf({ buffer, byteOffset, byteLength }) {
    if (!isSharedArrayBuffer(buffer)) return new Uint8Array(ArrayBufferPrototypeSlice(buffer, byteOffset, byteOffset + byteLength));
    const copy = new Uint8Array(byteLength);
    TypedArrayPrototypeSet(copy, new Uint8Array(buffer, byteOffset, byteLength));
    return copy;
  }

  function copy(bytes) {
    const start = TypedArrayPrototypeGetByteOffset(bytes);
    return new Uint8Array(ArrayBufferPrototypeSlice(TypedArrayPrototypeGetBuffer(bytes), start, start + lengthOf(bytes)));
  }

  // One Uint8Array of many; a single one is given back as it is.
  function join(chunks) {
    if (chunks.length === 1) return chunks[0];
    let length = 0;
    for (let i = 0; i < chunks.length; i++) length += lengthOf(chunks[i]);
    const all = new Uint8Array(length);
    let at = 0;
    for (let i = 0; i < chunks.length; i++) {
      TypedArrayPrototypeSet(all, chunks[i], at);
      at += lengthOf(chunks[i]);
    }
    return all;
  }

  // The ArrayBuffer with exactly these bytes.
  function bufferOf(bytes) {
    const buffer = TypedArrayPrototypeGetBuffer(bytes);
    if (lengthOf(bytes) === ArrayBufferPrototypeGetByteLength(buffer)) return buffer;
    const start = TypedArrayPrototypeGetByteOffset(bytes);
    return ArrayBufferPrototypeSlice(buffer, start, start + lengthOf(bytes));
  }

  const encode = (string) => new Uint8Array(native.utf8Encode(string));
  // UTF-8 decode: without a byte order mark, errors replaced.
  function decode(all) {
    const start = all[0] === 0xef && all[1] === 0xbb && all[2] === 0xbf ? 3 : 0;
    return native.utf8Decode(TypedArrayPrototypeGetBuffer(all), TypedArrayPrototypeGetByteOffset(all) + start,
      lengthOf(all) - start, false);
  }

  const view = (bytes, start, end) => new Uint8Array(TypedArrayPrototypeGetBuffer(bytes),
    TypedArrayPrototypeGetByteOffset(bytes) + start, end - start);

  return { empty, lengthOf, copyOf, copy, join, bufferOf, encode, decode, view };
})
