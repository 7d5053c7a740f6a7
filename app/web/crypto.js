// SPDX-License-Identifier: GPL-3.0-or-later
//
// crypto.js: crypto.getRandomValues and randomUUID (Web Cryptography API). The randomness is the kernel's.
(function (heddle) {
  'use strict';

  const { NumberPrototypeToString, StringPrototypePadStart, TypedArrayPrototypeGetSymbolToStringTag, Uint8Array } =
    heddle.primordials;
  const { bytesOf, illegalConstructor, requireArguments, shapeInterface } = heddle.use('webidl.js');
  const { DOMException } = heddle.use('dom-exception.js');
  const { native } = heddle;
  const made = { __proto__: null };
  const isIntegerArray = {
    __proto__: null,
    Int8Array: true, Uint8Array: true, Uint8ClampedArray: true, Int16Array: true, Uint16Array: true, Int32Array: true,
    Uint32Array: true, BigInt64Array: true, BigUint64Array: true,
  };

  class Crypto {
    #made = true;

    constructor() {
      if (arguments[0] !== made) throw illegalConstructor();
    }

    getRandomValues(array) {
      requireArguments(arguments.length, 1, "execute 'getRandomValues' on 'Crypto'");
      this.#made;
      const bytes = bytesOf(array);
      if (!bytes || !isIntegerArray[TypedArrayPrototypeGetSymbolToStringTag(array)])
        throw new DOMException("Failed to execute 'getRandomValues' on 'Crypto': parameter 1 is not an integer typed array.",
          'TypeMismatchError');
      if (bytes.byteLength > 65536)
        throw new DOMException(`Failed to execute 'getRandomValues' on 'Crypto': the array's byte length (${bytes.byteLength}) ` +
          'exceeds the number of bytes of entropy available via this API (65536).', 'QuotaExceededError');
      const random = new Uint8Array(native.randomBytes(bytes.byteLength));
      const target = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let i = 0; i < random.length; i++) target[i] = random[i];
      return array;
    }

    randomUUID() {
      this.#made;
      const bytes = new Uint8Array(native.randomBytes(16));
      bytes[6] = bytes[6] & 0x0f | 0x40;
      bytes[8] = bytes[8] & 0x3f | 0x80;
      let uuid = '';
      for (let i = 0; i < 16; i++) {
        if (i === 4 || i === 6 || i === 8 || i === 10) uuid += '-';
        uuid += StringPrototypePadStart(NumberPrototypeToString(bytes[i], 16), 2, '0');
      }
      return uuid;
    }
  }
  shapeInterface(Crypto);

  return { Crypto, crypto: new Crypto(made) };
})
