// SPDX-License-Identifier: GPL-3.0-or-later
//
// call-place.js: where in the program's text the call stands that runs now, as a number that call-place.c knows; 0 when no
// function of the program's is in the engine's stack. Only traced runs ask.
(function (heddle) {
  'use strict';

  const { Error, SafeMap } = heddle.primordials;
  const { native } = heddle;
  const { firstPosition } = heddle.use('stack.js');

  // The same calls have the same stack: it is read once.
  const LIMIT = 20000;
  const numbers = new SafeMap();

  function findPlace(error) {
    const position = firstPosition(error);
    return position === undefined ? 0 : native.addPlace(position.file, position.line, position.column);
  }

  function callPlace() {
    const error = new Error();
    const { stack } = error;
    if (stack === undefined) return 0;
    let number = numbers.get(stack);
    if (number === undefined) {
      number = findPlace(error);
      if (numbers.size < LIMIT) numbers.set(stack, number);
    }
    return number;
  }

  return { callPlace };
})
