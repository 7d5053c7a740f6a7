// SPDX-License-Identifier: GPL-3.0-or-later
//
// streams-readable.js: readable streams and their readers (Streams standard, sections 4.2 to 4.5 and 4.9).
//
// A stream, a reader and a controller are plain records in here; the classes that the program sees
// (readable-stream.js) hold one each. A controller's record has `pullSteps (request)`, `cancelSteps (reason)` and
// `releaseSteps ()`; a read request has `chunk (value)`, `close (value)` and `error (reason)`.
(function (heddle) {
  'use strict';

  const { PromiseReject, PromiseResolve, PromisePrototypeThen, TypeError } = heddle.primordials;
  const base = heddle.use('streams-base.js');
  const { newCapability, markHandled } = base;

  function newStream() {
    return {
      __proto__: null, state: 'readable', reader: null, storedError: undefined, isDisturbed: false, controller: null,
      object: null,
    };
  }

  const isLocked = (stream) => stream.reader !== null;

  function acquireReader(stream, kind = 'default') {
    if (isLocked(stream)) throw new TypeError('Invalid state: ReadableStream is locked');
    if (kind === 'byob' && stream.controller.kind !== 'byte')
      throw new TypeError('Invalid state: a BYOB reader needs a stream of bytes');
    const reader = { __proto__: null, kind, stream, closed: newCapability(), requests: base.newQueue() };
    stream.reader = reader;
    if (stream.state === 'closed') reader.closed.resolve(undefined);
    else if (stream.state === 'errored') {
      reader.closed.reject(stream.storedError);
      markHandled(reader.closed.promise);
    }
    return reader;
  }

  function addRequest(stream, request) {
    base.enqueue(stream.reader.requests, request, 0);
  }

  function requestCount(stream) {
    return base.queueLength(stream.reader.requests);
  }

  const hasReader = (stream, kind) => stream.reader !== null && stream.reader.kind === kind;

  function errorRequests(reader, error) {
    const { requests } = reader;
    while (base.queueLength(requests) > 0) base.dequeue(requests).error(error);
  }

  function close(stream) {
    stream.state = 'closed';
    const { reader } = stream;
    if (reader === null) return;
    reader.closed.resolve(undefined);
    if (reader.kind === 'default')
      while (base.queueLength(reader.requests) > 0) base.dequeue(reader.requests).close(undefined);
  }

  function error(stream, reason) {
    stream.state = 'errored';
    stream.storedError = reason;
    const { reader } = stream;
    if (reader === null) return;
    reader.closed.reject(reason);
    markHandled(reader.closed.promise);
    errorRequests(reader, reason);
  }

  function fulfill(stream, chunk, isDone) {
    const request = base.dequeue(stream.reader.requests);
    if (isDone) request.close(chunk);
    else request.chunk(chunk);
  }

  function cancel(stream, reason) {
    stream.isDisturbed = true;
    if (stream.state === 'closed') return PromiseResolve(undefined);
    if (stream.state === 'errored') return PromiseReject(stream.storedError);
    close(stream);
    const { reader } = stream;
    if (reader !== null && reader.kind === 'byob')
      while (base.queueLength(reader.requests) > 0) base.dequeue(reader.requests).close(undefined);
    return PromisePrototypeThen(stream.controller.cancelSteps(reason), base.nothing);
  }

  // Reads the next chunk with a default reader.
  function read(reader, request) {
    const { stream } = reader;
    stream.isDisturbed = true;
    if (stream.state === 'closed') request.close(undefined);
    else if (stream.state === 'errored') request.error(stream.storedError);
    else stream.controller.pullSteps(request);
  }

  function releaseReader(reader) {
    const { stream } = reader;
    if (stream === null) return;
    const released = new TypeError('Invalid state: The reader was released');
    if (stream.state === 'readable') reader.closed.reject(released);
    else {
      reader.closed = newCapability();
      reader.closed.reject(released);
    }
    markHandled(reader.closed.promise);
    stream.controller.releaseSteps();
    stream.reader = null;
    reader.stream = null;
    errorRequests(reader, released);
  }

  function cancelReader(reader, reason) {
    return cancel(reader.stream, reason);
  }

  // The default controller.

  function newController(stream, pull, cancelAlgorithm, highWaterMark, sizeAlgorithm) {
    const controller = {
      __proto__: null, kind: 'default', stream, object: null, queue: base.newQueue(), isStarted: false,
      isCloseRequested: false, isPulling: false, isPullAgain: false, pull, cancel: cancelAlgorithm, highWaterMark,
      size: sizeAlgorithm, pullSteps: null, cancelSteps: null, releaseSteps: base.nothing,
    };
    controller.pullSteps = (request) => pullSteps(controller, request);
    controller.cancelSteps = (reason) => {
      base.clear(controller.queue);
      const result = controller.cancel(reason);
      clearAlgorithms(controller);
      return result;
    };
    stream.controller = controller;
    return controller;
  }

  function clearAlgorithms(controller) {
    controller.pull = controller.cancel = controller.size = null;
  }

  // Starts a controller: `start` gives a promise.
  function startController(controller, started) {
    base.react(PromiseResolve(started), () => {
      controller.isStarted = true;
      callPullIfNeeded(controller);
    }, (reason) => errorController(controller, reason));
  }

  function pullSteps(controller, request) {
    const { queue, stream } = controller;
    if (base.queueLength(queue) === 0) {
      addRequest(stream, request);
      callPullIfNeeded(controller);
      return;
    }
    const chunk = base.dequeue(queue);
    if (controller.isCloseRequested && base.queueLength(queue) === 0) {
      clearAlgorithms(controller);
      close(stream);
    } else callPullIfNeeded(controller);
    request.chunk(chunk);
  }

  function canCloseOrEnqueue(controller) {
    return !controller.isCloseRequested && controller.stream.state === 'readable';
  }

  function desiredSize(controller) {
    const { state } = controller.stream;
    if (state === 'errored') return null;
    return state === 'closed' ? 0 : controller.highWaterMark - controller.queue.total;
  }

  function shouldPull(controller) {
    const { stream } = controller;
    if (!canCloseOrEnqueue(controller) || !controller.isStarted) return false;
    return (isLocked(stream) && requestCount(stream) > 0) || desiredSize(controller) > 0;
  }

  function callPullIfNeeded(controller) {
    if (!shouldPull(controller)) return;
    if (controller.isPulling) {
      controller.isPullAgain = true;
      return;
    }
    controller.isPulling = true;
    base.react(controller.pull(), () => {
      controller.isPulling = false;
      if (!controller.isPullAgain) return;
      controller.isPullAgain = false;
      callPullIfNeeded(controller);
    }, (reason) => errorController(controller, reason));
  }

  function closeController(controller) {
    if (!canCloseOrEnqueue(controller)) return;
    controller.isCloseRequested = true;
    if (base.queueLength(controller.queue) > 0) return;
    clearAlgorithms(controller);
    close(controller.stream);
  }

  function enqueue(controller, chunk) {
    if (!canCloseOrEnqueue(controller)) return;
    const { stream } = controller;
    if (isLocked(stream) && requestCount(stream) > 0) fulfill(stream, chunk, false);
    else {
      try {
        base.enqueue(controller.queue, chunk, controller.size(chunk));
      } catch (reason) {
        errorController(controller, reason);
        throw reason;
      }
    }
    callPullIfNeeded(controller);
  }

  function errorController(controller, reason) {
    const { stream } = controller;
    if (stream.state !== 'readable') return;
    base.clear(controller.queue);
    clearAlgorithms(controller);
    error(stream, reason);
  }

  // A stream of Heddle's own; `pull` and `cancel` give promises.
  function createStream(started, pull, cancelAlgorithm, highWaterMark = 1, sizeAlgorithm = () => 1) {
    const stream = newStream();
    startController(newController(stream, pull, cancelAlgorithm, highWaterMark, sizeAlgorithm), started);
    return stream;
  }

  return {
    newStream, isLocked, acquireReader, addRequest, requestCount, hasReader, close, error, fulfill, cancel, read,
    releaseReader, cancelReader, newController, startController, canCloseOrEnqueue, desiredSize, closeController, enqueue,
    errorController, createStream,
  };
})
