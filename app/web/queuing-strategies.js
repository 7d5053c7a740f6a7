// SPDX-License-Identifier: GPL-3.0-or-later
//
// queuing-strategies.js: ByteLengthQueuingStrategy and CountQueuingStrategy (Streams standard, section 7).
(function (heddle) {
  'use strict';

  const { TypeError } = heddle.primordials;
  const { isObject, requireArguments, shapeInterface } = heddle.use('webidl.js');

  // One function for all strategies of a kind.
  const sizes = { byteLength: (chunk) => chunk.byteLength, count: () => 1 };
  heddle.primordials.ObjectDefineProperty(sizes.byteLength, 'name', { __proto__: null, value: 'size', configurable: true });
  heddle.primordials.ObjectDefineProperty(sizes.count, 'name', { __proto__: null, value: 'size', configurable: true });

  function readMark(init, name) {
    if (!isObject(init) || init.highWaterMark === undefined)
      throw new TypeError(`Failed to construct '${name}': required member highWaterMark is undefined.`);
    return +init.highWaterMark;
  }

  class ByteLengthQueuingStrategy {
    #highWaterMark;

    constructor(init) {
      requireArguments(arguments.length, 1, "construct 'ByteLengthQueuingStrategy'");
      this.#highWaterMark = readMark(init, 'ByteLengthQueuingStrategy');
    }

    get highWaterMark() { return this.#highWaterMark; }
    get size() { this.#highWaterMark; return sizes.byteLength; }
  }
  shapeInterface(ByteLengthQueuingStrategy);

  class CountQueuingStrategy {
    #highWaterMark;

    constructor(init) {
      requireArguments(arguments.length, 1, "construct 'CountQueuingStrategy'");
      this.#highWaterMark = readMark(init, 'CountQueuingStrategy');
    }

    get highWaterMark() { return this.#highWaterMark; }
    get size() { this.#highWaterMark; return sizes.count; }
  }
  shapeInterface(CountQueuingStrategy);

  return { ByteLengthQueuingStrategy, CountQueuingStrategy };
})
