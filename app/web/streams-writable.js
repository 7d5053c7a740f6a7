// SPDX-License-Identifier: GPL-3.0-or-later
//
// streams-writable.js: writable streams, their writers and controllers as records (Streams standard, sections 5.3 to 5.5).
(function (heddle) {
  'use strict';

  const { PromiseReject, PromiseResolve, TypeError } = heddle.primordials;
  const base = heddle.use('streams-base.js');
  const { newCapability, markHandled, rejected, resolved } = base;
  const CLOSE = { __proto__: null }; // stands in the queue for the close

  function newStream() {
    return {
      __proto__: null, state: 'writable', storedError: undefined, writer: null, controller: null, object: null,
      inFlightWrite: null, closeRequest: null, inFlightClose: null, pendingAbort: null, writes: base.newQueue(),
      hasBackpressure: false,
    };
  }

  const isClosing = (stream) => stream.closeRequest !== null || stream.inFlightClose !== null;
  const isInFlight = (stream) => stream.inFlightWrite !== null || stream.inFlightClose !== null;

  function abort(stream, reason) {
    if (stream.state === 'closed' || stream.state === 'errored') return PromiseResolve(undefined);
    heddle.use('abort.js').signalAbort(stream.controller.signal, reason);
    const { state } = stream;
    if (state === 'closed' || state === 'errored') return PromiseResolve(undefined);
    if (stream.pendingAbort !== null) return stream.pendingAbort.capability.promise;
    const wasErroring = state === 'erroring';
    const capability = newCapability();
    stream.pendingAbort = { __proto__: null, capability, reason: wasErroring ? undefined : reason, wasErroring };
    if (!wasErroring) startErroring(stream, reason);
    return capability.promise;
  }

  function close(stream) {
    const { state, writer } = stream;
    if (state === 'closed' || state === 'errored') return PromiseReject(new TypeError(`Invalid state: The stream is ${state}`));
    const capability = newCapability();
    stream.closeRequest = capability;
    if (writer !== null && stream.hasBackpressure && state === 'writable') writer.ready.resolve(undefined);
    base.enqueue(stream.controller.queue, CLOSE, 0);
    advance(stream.controller);
    return capability.promise;
  }

  function startErroring(stream, reason) {
    const { writer, controller } = stream;
    stream.state = 'erroring';
    stream.storedError = reason;
    if (writer !== null) rejectReady(writer, reason);
    if (!isInFlight(stream) && controller.isStarted) finishErroring(stream);
  }

  function finishErroring(stream) {
    stream.state = 'errored';
    base.clear(stream.controller.queue);
    while (base.queueLength(stream.writes) > 0) base.dequeue(stream.writes).reject(stream.storedError);
    const request = stream.pendingAbort;
    if (request === null) {
      rejectClose(stream);
      return;
    }
    stream.pendingAbort = null;
    if (request.wasErroring) {
      request.capability.reject(stream.storedError);
      rejectClose(stream);
      return;
    }
    const { controller } = stream;
    const done = controller.abort(request.reason);
    clearAlgorithms(controller);
    base.react(done, () => {
      request.capability.resolve(undefined);
      rejectClose(stream);
    }, (reason) => {
      request.capability.reject(reason);
      rejectClose(stream);
    });
  }

  function rejectClose(stream) {
    if (stream.closeRequest !== null) {
      stream.closeRequest.reject(stream.storedError);
      stream.closeRequest = null;
    }
    if (stream.writer !== null) {
      stream.writer.closed.reject(stream.storedError);
      markHandled(stream.writer.closed.promise);
    }
  }

  function dealWithRejection(stream, reason) {
    if (stream.state === 'writable') startErroring(stream, reason);
    else finishErroring(stream);
  }

  function updateBackpressure(stream, hasBackpressure) {
    const { writer } = stream;
    if (writer !== null && hasBackpressure !== stream.hasBackpressure) {
      if (hasBackpressure) writer.ready = newCapability();
      else writer.ready.resolve(undefined);
    }
    stream.hasBackpressure = hasBackpressure;
  }

  // Writers.

  function acquireWriter(stream) {
    if (stream.writer !== null) throw new TypeError('Invalid state: WritableStream is locked');
    const writer = { __proto__: null, stream, closed: null, ready: null };
    stream.writer = writer;
    const { state, storedError } = stream;
    if (state === 'erroring' || state === 'errored') writer.ready = rejected(storedError);
    else writer.ready = state === 'writable' && !isClosing(stream) && stream.hasBackpressure ? newCapability() : resolved(undefined);
    if (state === 'errored') writer.closed = rejected(storedError);
    else writer.closed = state === 'closed' ? resolved(undefined) : newCapability();
    return writer;
  }

  function rejectReady(writer, reason) {
    if (writer.ready.isPending) writer.ready.reject(reason);
    else writer.ready = rejected(reason);
    markHandled(writer.ready.promise);
  }

  function releaseWriter(writer) {
    const { stream } = writer;
    if (stream === null) return;
    const released = new TypeError('Invalid state: The writer was released');
    rejectReady(writer, released);
    if (writer.closed.isPending) writer.closed.reject(released);
    else writer.closed = rejected(released);
    markHandled(writer.closed.promise);
    stream.writer = null;
    writer.stream = null;
  }

  function writerDesiredSize({ stream }) {
    const { state } = stream;
    if (state === 'errored' || state === 'erroring') return null;
    return state === 'closed' ? 0 : desiredSize(stream.controller);
  }

  function write(writer, chunk) {
    const { stream } = writer;
    const { controller } = stream;
    const size = chunkSize(controller, chunk);
    if (writer.stream !== stream) return PromiseReject(new TypeError('Invalid state: The writer was released'));
    const { state } = stream;
    if (state === 'errored') return PromiseReject(stream.storedError);
    if (isClosing(stream) || state === 'closed') return PromiseReject(new TypeError('Invalid state: The stream is closing or closed'));
    if (state === 'erroring') return PromiseReject(stream.storedError);
    const capability = newCapability();
    base.enqueue(stream.writes, capability, 0);
    enqueueWrite(controller, chunk, size);
    return capability.promise;
  }

  // Closes for a pipe: what is closed or closing already is fine, an error is its own.
  function closeWithErrorPropagation(writer) {
    const { stream } = writer;
    if (isClosing(stream) || stream.state === 'closed') return PromiseResolve(undefined);
    if (stream.state === 'errored') return PromiseReject(stream.storedError);
    return close(stream);
  }

  // Controllers.

  function newController(stream, algorithms, highWaterMark, size) {
    const controller = {
      __proto__: null, stream, object: null, queue: base.newQueue(), isStarted: false, highWaterMark, size,
      write: algorithms.write, close: algorithms.close, abort: algorithms.abort,
      signal: heddle.use('abort.js').createSignal(),
    };
    stream.controller = controller;
    return controller;
  }

  function start(controller, started) {
    const { stream } = controller;
    updateBackpressure(stream, desiredSize(controller) <= 0);
    base.react(PromiseResolve(started), () => {
      controller.isStarted = true;
      advance(controller);
    }, (reason) => {
      controller.isStarted = true;
      dealWithRejection(stream, reason);
    });
  }

  function clearAlgorithms(controller) {
    controller.write = controller.close = controller.abort = controller.size = null;
  }

  const desiredSize = (controller) => controller.highWaterMark - controller.queue.total;

  function chunkSize(controller, chunk) {
    if (controller.size === null) return 1;
    try {
      return controller.size(chunk);
    } catch (error) {
      errorIfNeeded(controller, error);
      return 1;
    }
  }

  function enqueueWrite(controller, chunk, size) {
    const { stream } = controller;
    try {
      base.enqueue(controller.queue, chunk, size);
    } catch (error) {
      errorIfNeeded(controller, error);
      return;
    }
    if (!isClosing(stream) && stream.state === 'writable') updateBackpressure(stream, desiredSize(controller) <= 0);
    advance(controller);
  }

  function advance(controller) {
    const { stream, queue } = controller;
    if (!controller.isStarted || stream.inFlightWrite !== null) return;
    if (stream.state === 'erroring') {
      finishErroring(stream);
      return;
    }
    if (base.queueLength(queue) === 0) return;
    const { value } = base.peek(queue);
    if (value === CLOSE) processClose(controller);
    else processWrite(controller, value);
  }

  function processClose(controller) {
    const { stream } = controller;
    stream.inFlightClose = stream.closeRequest;
    stream.closeRequest = null;
    base.dequeue(controller.queue);
    const done = controller.close();
    clearAlgorithms(controller);
    base.react(done, () => finishClose(stream), (reason) => {
      stream.inFlightClose.reject(reason);
      stream.inFlightClose = null;
      if (stream.pendingAbort !== null) {
        stream.pendingAbort.capability.reject(reason);
        stream.pendingAbort = null;
      }
      dealWithRejection(stream, reason);
    });
  }

  function finishClose(stream) {
    stream.inFlightClose.resolve(undefined);
    stream.inFlightClose = null;
    if (stream.state === 'erroring') {
      stream.storedError = undefined;
      if (stream.pendingAbort !== null) {
        stream.pendingAbort.capability.resolve(undefined);
        stream.pendingAbort = null;
      }
    }
    stream.state = 'closed';
    if (stream.writer !== null) stream.writer.closed.resolve(undefined);
  }

  function processWrite(controller, chunk) {
    const { stream, queue } = controller;
    stream.inFlightWrite = base.dequeue(stream.writes);
    base.react(controller.write(chunk), () => {
      stream.inFlightWrite.resolve(undefined);
      stream.inFlightWrite = null;
      base.dequeue(queue);
      if (!isClosing(stream) && stream.state === 'writable') updateBackpressure(stream, desiredSize(controller) <= 0);
      advance(controller);
    }, (reason) => {
      if (stream.state === 'writable') clearAlgorithms(controller);
      stream.inFlightWrite.reject(reason);
      stream.inFlightWrite = null;
      dealWithRejection(stream, reason);
    });
  }

  function errorController(controller, reason) {
    clearAlgorithms(controller);
    startErroring(controller.stream, reason);
  }

  function errorIfNeeded(controller, reason) {
    if (controller.stream.state === 'writable') errorController(controller, reason);
  }

  function createStream(started, algorithms, highWaterMark = 1, size = () => 1) {
    const stream = newStream();
    start(newController(stream, algorithms, highWaterMark, size), started);
    return stream;
  }

  return {
    newStream, isClosing, abort, close, acquireWriter, releaseWriter, writerDesiredSize, write, closeWithErrorPropagation,
    newController, start, errorController, errorIfNeeded, createStream,
  };
})
