// SPDX-License-Identifier: GPL-3.0-or-later
//
// streams-tee.js: one readable stream becomes two (Streams standard, "ReadableStreamTee"). Both branches of a stream of
// bytes are streams of bytes, each with its own copy of a chunk.
(function (heddle) {
  'use strict';

  const { PromiseResolve, PromisePrototypeThen } = heddle.primordials;
  const { bytesOf } = heddle.use('webidl.js');
  const base = heddle.use('streams-base.js');
  const readable = heddle.use('streams-readable.js');
  const byteStreams = heddle.use('streams-byte.js');
  const { copyOf } = heddle.use('bytes.js');

  const defaultKind = { create: readable.createStream, close: readable.closeController, enqueue: readable.enqueue,
    error: readable.errorController, mark: 1 };
  const byteKind = {
    create: byteStreams.createStream, error: byteStreams.error, mark: 0,
    close(controller) {
      byteStreams.close(controller);
      const { pending } = controller;
      if (base.queueLength(pending) > 0) byteStreams.respond(controller, 0);
    },
    enqueue(controller, chunk) { byteStreams.enqueue(controller, bytesOf(chunk)); },
  };

  function newTee(stream) {
    const kind = stream.controller.kind === 'byte' ? byteKind : defaultKind;
    return {
      __proto__: null, kind, reader: readable.acquireReader(stream), stream, isReading: false, isReadAgain: false,
      cancelled: [false, false], reasons: [undefined, undefined], branches: [null, null], done: base.newCapability(),
    };
  }

  function forBoth(tee, action) {
    for (let i = 0; i < 2; i++) if (!tee.cancelled[i]) action(tee.branches[i].controller, i);
  }

  // The chunk reaches the branches in a microtask of its own, so that errors are seen first.
  function deliver(tee, chunk) {
    tee.isReadAgain = false;
    const second = tee.kind === byteKind && !tee.cancelled[0] && !tee.cancelled[1] ? copyOf(bytesOf(chunk)) : chunk;
    forBoth(tee, (controller, i) => tee.kind.enqueue(controller, i === 0 ? chunk : second));
    tee.isReading = false;
    if (tee.isReadAgain) pull(tee);
  }

  function finish(tee) {
    tee.isReading = false;
    forBoth(tee, (controller) => tee.kind.close(controller));
    if (!tee.cancelled[0] || !tee.cancelled[1]) tee.done.resolve(undefined);
  }

  function pull(tee) {
    if (tee.isReading) {
      tee.isReadAgain = true;
      return PromiseResolve(undefined);
    }
    tee.isReading = true;
    readable.read(tee.reader, {
      chunk: (chunk) => base.react(PromiseResolve(undefined), () => deliver(tee, chunk)),
      close: () => finish(tee),
      error: () => { tee.isReading = false; },
    });
    return PromiseResolve(undefined);
  }

  function cancel(tee, i, reason) {
    tee.cancelled[i] = true;
    tee.reasons[i] = reason;
    if (tee.cancelled[1 - i]) tee.done.resolve(readable.cancel(tee.stream, [tee.reasons[0], tee.reasons[1]]));
    return tee.done.promise;
  }

  function tee(stream) {
    const state = newTee(stream);
    for (let i = 0; i < 2; i++)
      state.branches[i] = state.kind.create(undefined, () => pull(state), (reason) => cancel(state, i, reason), state.kind.mark);
    base.markHandled(PromisePrototypeThen(state.reader.closed.promise, undefined, (reason) => {
      for (let i = 0; i < 2; i++) state.kind.error(state.branches[i].controller, reason);
      if (!state.cancelled[0] || !state.cancelled[1]) state.done.resolve(undefined);
    }));
    return state.branches;
  }

  return { tee };
})
