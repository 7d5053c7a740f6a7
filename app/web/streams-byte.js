// SPDX-License-Identifier: GPL-3.0-or-later
//
// streams-byte.js: the controller of a readable stream of bytes (Streams standard, section 4.10), on records as in
// streams-readable.js. A buffer that the program gives is taken from it: transferred.
(function (heddle) {
  'use strict';

  const {
    ArrayBuffer, ArrayBufferPrototypeGetByteLength, ArrayBufferPrototypeSlice, ArrayBufferPrototypeTransfer, MathMin,
    PromiseResolve, RangeError, TypeError, TypedArrayPrototypeSet, Uint8Array,
  } = heddle.primordials;
  const base = heddle.use('streams-base.js');
  const readable = heddle.use('streams-readable.js');
  const transfer = ArrayBufferPrototypeTransfer;

  function newController(stream, pull, cancel, highWaterMark, autoAllocateChunkSize) {
    const controller = {
      __proto__: null, kind: 'byte', stream, object: null, queue: base.newQueue(), isStarted: false,
      isCloseRequested: false, isPulling: false, isPullAgain: false, pull, cancel, highWaterMark, autoAllocateChunkSize,
      pending: base.newQueue(), byobRequest: null, pullSteps: null, cancelSteps: null, releaseSteps: null,
    };
    controller.pullSteps = (request) => pullSteps(controller, request);
    controller.cancelSteps = (reason) => {
      clearPending(controller);
      base.clear(controller.queue);
      const result = controller.cancel(reason);
      controller.pull = controller.cancel = null;
      return result;
    };
    controller.releaseSteps = () => {
      if (base.queueLength(controller.pending) === 0) return;
      const first = base.peek(controller.pending).value;
      first.readerKind = 'none';
      base.clear(controller.pending);
      base.enqueue(controller.pending, first, 0);
    };
    stream.controller = controller;
    return controller;
  }

  function start(controller, started) {
    base.react(PromiseResolve(started), () => {
      controller.isStarted = true;
      callPullIfNeeded(controller);
    }, (reason) => error(controller, reason));
  }

  function invalidateRequest(controller) {
    if (controller.byobRequest === null) return;
    controller.byobRequest.controller = null;
    controller.byobRequest.view = null;
    controller.byobRequest = null;
  }

  function clearPending(controller) {
    invalidateRequest(controller);
    base.clear(controller.pending);
  }

  function desiredSize(controller) {
    const { state } = controller.stream;
    if (state === 'errored') return null;
    return state === 'closed' ? 0 : controller.highWaterMark - controller.queue.total;
  }

  function shouldPull(controller) {
    const { stream } = controller;
    if (stream.state !== 'readable' || controller.isCloseRequested || !controller.isStarted) return false;
    return (readable.isLocked(stream) && readable.requestCount(stream) > 0) || desiredSize(controller) > 0;
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
    }, (reason) => error(controller, reason));
  }

  function error(controller, reason) {
    if (controller.stream.state !== 'readable') return;
    clearPending(controller);
    base.clear(controller.queue);
    controller.pull = controller.cancel = null;
    readable.error(controller.stream, reason);
  }

  function close(controller) {
    const { stream, pending } = controller;
    if (controller.isCloseRequested || stream.state !== 'readable') return;
    if (controller.queue.total > 0) {
      controller.isCloseRequested = true;
      return;
    }
    if (base.queueLength(pending) > 0) {
      const first = base.peek(pending).value;
      if (first.filled % first.elementSize !== 0) {
        const reason = new TypeError('Insufficient bytes to fill elements in the given buffer');
        error(controller, reason);
        throw reason;
      }
    }
    controller.pull = controller.cancel = null;
    readable.close(stream);
  }

  function queueChunk(controller, buffer, byteOffset, byteLength) {
    base.enqueue(controller.queue, { __proto__: null, buffer, byteOffset, byteLength }, byteLength);
  }

  // A whole chunk of the queue, as a Uint8Array.
  function takeChunk(controller) {
    const entry = base.dequeue(controller.queue);
    handleDrain(controller);
    return new Uint8Array(entry.buffer, entry.byteOffset, entry.byteLength);
  }

  function handleDrain(controller) {
    if (controller.queue.total === 0 && controller.isCloseRequested) {
      controller.pull = controller.cancel = null;
      readable.close(controller.stream);
    } else callPullIfNeeded(controller);
  }

  function pullSteps(controller, request) {
    const { stream, autoAllocateChunkSize } = controller;
    if (controller.queue.total > 0) {
      request.chunk(takeChunk(controller));
      return;
    }
    if (autoAllocateChunkSize !== undefined) {
      let buffer;
      try {
        buffer = new ArrayBuffer(autoAllocateChunkSize);
      } catch (reason) {
        request.error(reason);
        return;
      }
      base.enqueue(controller.pending, newPullInto(buffer, 0, autoAllocateChunkSize, 1, 1, Uint8Array, 'default'), 0);
    }
    readable.addRequest(stream, request);
    callPullIfNeeded(controller);
  }

  function newPullInto(buffer, byteOffset, byteLength, minimum, elementSize, View, readerKind) {
    return {
      __proto__: null, buffer, bufferByteLength: ArrayBufferPrototypeGetByteLength(buffer), byteOffset, byteLength, filled: 0,
      minimum, elementSize, View, readerKind,
    };
  }

  // Reads into the program's view ("ReadableByteStreamControllerPullInto").
  function pullInto(controller, view, minimum, request) {
    const { stream, pending } = controller;
    let buffer;
    try {
      buffer = transfer(view.buffer);
    } catch (reason) {
      request.error(reason);
      return;
    }
    const { elementSize, View } = view;
    const descriptor = newPullInto(buffer, view.byteOffset, view.byteLength, minimum * elementSize, elementSize, View, 'byob');
    if (base.queueLength(pending) > 0) {
      base.enqueue(pending, descriptor, 0);
      readable.addRequest(stream, request);
      return;
    }
    if (stream.state === 'closed') {
      request.close(new View(descriptor.buffer, descriptor.byteOffset, 0));
      return;
    }
    if (controller.queue.total > 0) {
      if (fillFromQueue(controller, descriptor)) {
        const filled = convert(descriptor);
        handleDrain(controller);
        request.chunk(filled);
        return;
      }
      if (controller.isCloseRequested) {
        const reason = new TypeError('Insufficient bytes to fill elements in the given buffer');
        error(controller, reason);
        request.error(reason);
        return;
      }
    }
    base.enqueue(pending, descriptor, 0);
    readable.addRequest(stream, request);
    callPullIfNeeded(controller);
  }

  // Copies from the queue into a pull-into; whether that is enough to answer it.
  function fillFromQueue(controller, descriptor) {
    const { queue } = controller;
    const maximum = MathMin(queue.total, descriptor.byteLength - descriptor.filled);
    const whole = descriptor.filled + maximum - ((descriptor.filled + maximum) % descriptor.elementSize);
    const isReady = whole >= descriptor.minimum;
    let left = isReady ? whole - descriptor.filled : maximum;
    while (left > 0) {
      const item = base.peek(queue);
      const entry = item.value;
      const n = MathMin(left, entry.byteLength);
      TypedArrayPrototypeSet(new Uint8Array(descriptor.buffer, descriptor.byteOffset + descriptor.filled, n),
        new Uint8Array(entry.buffer, entry.byteOffset, n));
      if (n === entry.byteLength) base.dequeue(queue);
      else {
        entry.byteOffset += n;
        entry.byteLength -= n;
        item.size -= n;
        queue.total -= n;
      }
      descriptor.filled += n;
      left -= n;
    }
    return isReady;
  }

  function convert(descriptor) {
    return new descriptor.View(transfer(descriptor.buffer), descriptor.byteOffset, descriptor.filled / descriptor.elementSize);
  }

  function commit(stream, descriptor) {
    const isDone = stream.state === 'closed';
    readable.fulfill(stream, convert(descriptor), isDone);
  }

  function shiftPending(controller) {
    invalidateRequest(controller);
    return base.dequeue(controller.pending);
  }

  // A chunk of the program's source arrives.
  function enqueue(controller, view) {
    const { stream, pending } = controller;
    if (controller.isCloseRequested || stream.state !== 'readable') return;
    const { byteOffset, byteLength } = view;
    const buffer = transfer(view.buffer);
    if (base.queueLength(pending) > 0) {
      const first = base.peek(pending).value;
      invalidateRequest(controller);
      first.buffer = transfer(first.buffer);
      if (first.readerKind === 'none') detachFirst(controller, first);
    }
    if (readable.hasReader(stream, 'default')) enqueueForDefault(controller, buffer, byteOffset, byteLength);
    else {
      queueChunk(controller, buffer, byteOffset, byteLength);
      if (readable.hasReader(stream, 'byob')) answerPending(controller);
    }
    callPullIfNeeded(controller);
  }

  function detachFirst(controller, first) {
    if (first.filled > 0)
      queueChunk(controller, ArrayBufferPrototypeSlice(first.buffer, first.byteOffset, first.byteOffset + first.filled), 0, first.filled);
    shiftPending(controller);
  }

  function enqueueForDefault(controller, buffer, byteOffset, byteLength) {
    const { stream, pending } = controller;
    while (readable.requestCount(stream) > 0 && controller.queue.total > 0) {
      const entry = base.dequeue(controller.queue);
      readable.fulfill(stream, new Uint8Array(entry.buffer, entry.byteOffset, entry.byteLength), false);
    }
    if (readable.requestCount(stream) === 0) queueChunk(controller, buffer, byteOffset, byteLength);
    else {
      if (base.queueLength(pending) > 0) shiftPending(controller);
      readable.fulfill(stream, new Uint8Array(buffer, byteOffset, byteLength), false);
    }
  }

  function answerPending(controller) {
    const { pending } = controller;
    const filled = [];
    while (base.queueLength(pending) > 0 && controller.queue.total > 0) {
      const first = base.peek(pending).value;
      if (!fillFromQueue(controller, first)) break;
      shiftPending(controller);
      filled[filled.length] = first;
    }
    for (let i = 0; i < filled.length; i++) commit(controller.stream, filled[i]);
  }

  // The program has written so many bytes into the view of its byobRequest.
  function respond(controller, bytesWritten) {
    const first = base.peek(controller.pending).value;
    if (controller.stream.state === 'closed') {
      if (bytesWritten !== 0) throw new TypeError('bytesWritten must be 0 when the stream is closed');
    } else {
      if (bytesWritten === 0) throw new TypeError('bytesWritten must be greater than 0');
      if (first.filled + bytesWritten > first.byteLength) throw new RangeError('bytesWritten is out of range');
    }
    first.buffer = transfer(first.buffer);
    respondInternal(controller, first, bytesWritten);
  }

  function respondWithNewView(controller, view) {
    const first = base.peek(controller.pending).value;
    if (controller.stream.state === 'closed') {
      if (view.byteLength !== 0) throw new TypeError('The view must be empty when the stream is closed');
    } else if (view.byteLength === 0) throw new TypeError('The view must not be empty');
    if (first.byteOffset + first.filled !== view.byteOffset) throw new RangeError('The view has another offset');
    if (first.bufferByteLength !== ArrayBufferPrototypeGetByteLength(view.buffer)) throw new RangeError('The view has another buffer');
    if (first.filled + view.byteLength > first.byteLength) throw new RangeError('The view is too long');
    first.buffer = transfer(view.buffer);
    respondInternal(controller, first, view.byteLength);
  }

  function respondInternal(controller, first, bytesWritten) {
    invalidateRequest(controller);
    if (controller.stream.state === 'closed') respondClosed(controller, first);
    else respondReadable(controller, first, bytesWritten);
    callPullIfNeeded(controller);
  }

  function respondClosed(controller, first) {
    const { stream, pending } = controller;
    if (first.readerKind === 'none') shiftPending(controller);
    if (!readable.hasReader(stream, 'byob')) return;
    const filled = [];
    while (filled.length < readable.requestCount(stream) && base.queueLength(pending) > 0)
      filled[filled.length] = shiftPending(controller);
    for (let i = 0; i < filled.length; i++) commit(stream, filled[i]);
  }

  function respondReadable(controller, first, bytesWritten) {
    first.filled += bytesWritten;
    if (first.readerKind === 'none') {
      detachFirst(controller, first);
      answerPending(controller);
      return;
    }
    if (first.filled < first.minimum) return;
    shiftPending(controller);
    const rest = first.filled % first.elementSize;
    if (rest > 0) {
      const end = first.byteOffset + first.filled;
      queueChunk(controller, ArrayBufferPrototypeSlice(first.buffer, end - rest, end), 0, rest);
    }
    first.filled -= rest;
    commit(controller.stream, first);
    answerPending(controller);
  }

  // The record behind controller.byobRequest, made when it is looked at.
  function byobRequestOf(controller) {
    if (controller.byobRequest === null && base.queueLength(controller.pending) > 0) {
      const first = base.peek(controller.pending).value;
      const view = new Uint8Array(first.buffer, first.byteOffset + first.filled, first.byteLength - first.filled);
      controller.byobRequest = { __proto__: null, controller, view, object: null };
    }
    return controller.byobRequest;
  }

  function createStream(started, pull, cancel, highWaterMark = 0) {
    const stream = readable.newStream();
    start(newController(stream, pull, cancel, highWaterMark, undefined), started);
    return stream;
  }

  return {
    newController, start, desiredSize, close, error, enqueue, pullInto, respond, respondWithNewView, byobRequestOf,
    createStream,
  };
})
