// SPDX-License-Identifier: GPL-3.0-or-later
//
// streams-base.js: what all streams use: promises that are settled from outside, queues, strategies (Streams standard,
// sections 7 and 8).
(function (heddle) {
  'use strict';

  const {
    NumberIsNaN, Promise, PromisePrototypeThen, PromiseReject, PromiseResolve, RangeError, ReflectApply, TypeError,
  } = heddle.primordials;

  const INFINITY = 1 / 0;
  const nothing = () => {};

  function newCapability() {
    const capability = { __proto__: null, promise: null, resolve: null, reject: null, isPending: true };
    capability.promise = new Promise((resolve, reject) => {
      capability.resolve = (value) => { capability.isPending = false; resolve(value); };
      capability.reject = (error) => { capability.isPending = false; reject(error); };
    });
    return capability;
  }

  function markHandled(promise) {
    PromisePrototypeThen(promise, undefined, nothing);
  }

  function resolved(value) {
    const capability = newCapability();
    capability.resolve(value);
    return capability;
  }

  function rejected(error) {
    const capability = newCapability();
    capability.reject(error);
    markHandled(capability.promise);
    return capability;
  }

  // Reacts to a promise; what the reaction throws is ours, not the program's.
  function react(promise, fulfilled, failed = undefined) {
    markHandled(PromisePrototypeThen(promise, fulfilled, failed));
  }

  // Calls the program's callback: a promise for what it gives.
  function promiseCall(callback, receiver, parameters) {
    try {
      return PromiseResolve(ReflectApply(callback, receiver, parameters));
    } catch (error) {
      return PromiseReject(error);
    }
  }

  function newQueue() {
    return { __proto__: null, items: [], head: 0, total: 0 };
  }

  const queueLength = (queue) => queue.items.length - queue.head;

  function enqueue(queue, value, size) {
    const number = +size;
    if (typeof size !== 'number' || NumberIsNaN(number) || number < 0 || number === INFINITY)
      throw new RangeError('Size must be a finite, non-NaN, non-negative number.');
    queue.items[queue.items.length] = { __proto__: null, value, size };
    queue.total += size;
  }

  const peek = (queue) => queue.items[queue.head];

  function dequeue(queue) {
    const item = queue.items[queue.head];
    queue.items[queue.head++] = undefined;
    if (queue.head > 63 && queue.head * 2 > queue.items.length) {
      const rest = [];
      for (let i = queue.head; i < queue.items.length; i++) rest[rest.length] = queue.items[i];
      queue.items = rest;
      queue.head = 0;
    }
    queue.total -= item.size;
    if (queue.total < 0) queue.total = 0;
    return item.value;
  }

  function clear(queue) {
    queue.items = [];
    queue.head = 0;
    queue.total = 0;
  }

  const isDictionary = (value) => typeof value === 'object' || typeof value === 'function';

  function checkDictionary(value, what) {
    if (value !== undefined && value !== null && !isDictionary(value)) throw new TypeError(`${what} is not an object.`);
    return value ?? { __proto__: null };
  }

  // A callback of the program's source, sink or transformer, looked up once.
  function callbackOf(object, name) {
    const callback = object[name];
    if (callback !== undefined && typeof callback !== 'function') throw new TypeError(`${name} is not a function.`);
    return callback;
  }

  // { size, highWaterMark } of a QueuingStrategy; what is not given is undefined.
  function readStrategy(strategy, what) {
    const given = checkDictionary(strategy, what);
    const { highWaterMark } = given;
    const mark = highWaterMark === undefined ? undefined : +highWaterMark;
    return { __proto__: null, highWaterMark: mark, size: callbackOf(given, 'size') };
  }

  function highWaterMarkOf(strategy, fallback) {
    const { highWaterMark } = strategy;
    if (highWaterMark === undefined) return fallback;
    if (NumberIsNaN(highWaterMark) || highWaterMark < 0) throw new RangeError(`Invalid highWaterMark: ${highWaterMark}`);
    return highWaterMark;
  }

  const one = () => 1;

  function sizeOf(strategy) {
    const { size } = strategy;
    return size === undefined ? one : (chunk) => +ReflectApply(size, undefined, [chunk]);
  }

  return {
    nothing, newCapability, markHandled, resolved, rejected, react, promiseCall, newQueue, queueLength, enqueue, peek,
    dequeue, clear, checkDictionary, callbackOf, readStrategy, highWaterMarkOf, sizeOf,
  };
})
