// SPDX-License-Identifier: GPL-3.0-or-later
//
// atomics.js: the waits of Atomics (ECMA-262, 25.4.12 to 25.4.15): wait, waitAsync and notify. The other functions are the
// engine's own. Who waits, in all threads, is in waiters.c; as in a page, the main thread must not block.
(function (heddle) {
  'use strict';

  const {
    Atomics, BigIntAsIntN, BigIntAsUintN, MathMax, Number, ObjectDefineProperty, ObjectPrototypeToString, Promise, RangeError,
    SafeMap, TypeError, TypedArrayPrototypeGetBuffer, TypedArrayPrototypeGetByteOffset, TypedArrayPrototypeGetLength,
    TypedArrayPrototypeGetSymbolToStringTag,
  } = heddle.primordials;
  const { native, hooks } = heddle;
  const { isObject } = heddle.use('webidl.js');
  const { isAnyShared, toIndex } = heddle.use('shared-memory.js');

  // What waiters.c answers.
  const OUTCOMES = ['ok', 'not-equal', 'timed-out'];
  const NOT_EQUAL = 1;
  const ENDING = 3;

  // ValidateIntegerTypedArray, of what can be waited on; returns whether its elements have 64 bits.
  function isWide(array) {
    const type = isObject(array) ? TypedArrayPrototypeGetSymbolToStringTag(array) : undefined;
    if (type === 'Int32Array' || type === 'BigInt64Array') return type === 'BigInt64Array';
    const text = isObject(array) ? ObjectPrototypeToString(array) : `${typeof array}`;
    throw new TypeError(`${text} is not an int32 or BigInt64 typed array.`);
  }

  // ValidateAtomicAccess: the place in the buffer.
  function placeOf(array, index, wide) {
    const element = toIndex(index, 'Invalid atomic access index');
    if (element >= TypedArrayPrototypeGetLength(array)) throw new RangeError('Invalid atomic access index');
    return TypedArrayPrototypeGetByteOffset(array) + element * (wide ? 8 : 4);
  }

  // DoWait, up to where the list of waiters is entered.
  function prepare(array, index, value, timeout) {
    const wide = isWide(array);
    const buffer = TypedArrayPrototypeGetBuffer(array);
    if (!isAnyShared(buffer)) throw new TypeError(`${ObjectPrototypeToString(array)} is not a shared typed array.`);
    const place = placeOf(array, index, wide);
    const expected = wide ? BigIntAsIntN(64, value) : value | 0;
    const limit = +timeout;
    return {
      buffer, place, wide,
      low: wide ? Number(BigIntAsUintN(32, expected)) : expected >>> 0,
      high: wide ? Number(BigIntAsUintN(32, expected >> 32n)) : 0,
      milliseconds: limit !== limit ? Infinity : MathMax(limit, 0),
    };
  }

  // waitAsync: the promises that wait, by their number; each keeps its memory.
  const pending = new SafeMap();
  let lastNumber = 0;

  function settle(number, outcome) {
    const { resolve, timer } = pending.get(number);
    pending.delete(number);
    if (timer !== undefined) heddle.use('timers.js').clearTimeout(timer);
    resolve(outcome);
  }

  hooks.waiterNotified = (number) => settle(number, 'ok');

  function waitLater({ buffer, place, wide, low, high, milliseconds }) {
    const number = ++lastNumber;
    const outcome = native.enterWaiters(buffer, place, wide, low, high, milliseconds > 0 ? number : 0);
    if (outcome === NOT_EQUAL || milliseconds === 0) return { async: false, value: OUTCOMES[outcome] };
    const timeOut = () => { if (native.leaveWaiters(number)) settle(number, 'timed-out'); };
    const value = new Promise((resolve) => {
      const timer = milliseconds === Infinity ? undefined : heddle.use('timers.js').setTimeout(timeOut, milliseconds);
      pending.set(number, { resolve, timer, buffer });
    });
    return { async: true, value };
  }

  const functions = {
    wait(typedArray, index, value, timeout) {
      const what = prepare(typedArray, index, value, timeout);
      if (!native.isWorker)
        throw new TypeError('Atomics.wait cannot be called in this context: the main thread must not block; call it in ' +
          'a worker, or use Atomics.waitAsync');
      const outcome = native.waitForNotify(what.buffer, what.place, what.wide, what.low, what.high, what.milliseconds);
      while (outcome === ENDING) native.isEnding(); // until the engine ends the script
      return OUTCOMES[outcome];
    },

    notify(typedArray, index, count) {
      const place = placeOf(typedArray, index, isWide(typedArray));
      const limit = count === undefined ? Infinity : MathMax(+count, 0);
      const buffer = TypedArrayPrototypeGetBuffer(typedArray);
      return isAnyShared(buffer) ? native.notifyWaiters(buffer, place, limit !== limit ? 0 : limit) : 0;
    },

    waitAsync(typedArray, index, value, timeout) {
      return waitLater(prepare(typedArray, index, value, timeout));
    },
  };

  for (const name in functions)
    ObjectDefineProperty(Atomics, name,
      { __proto__: null, value: functions[name], writable: true, enumerable: false, configurable: true });

  return { Atomics };
})
