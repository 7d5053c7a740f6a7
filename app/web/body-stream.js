// SPDX-License-Identifier: GPL-3.0-or-later
//
// body-stream.js: bodies as streams, for the programs that look at them that way.
(function (heddle) {
  'use strict';

  const { PromiseResolve, TypeError, TypedArrayPrototypeGetSymbolToStringTag } = heddle.primordials;
  const base = heddle.use('streams-base.js');
  const readable = heddle.use('streams-readable.js');
  const byteStreams = heddle.use('streams-byte.js');
  const { wrap, recordOf } = heddle.use('readable-stream.js');
  const { bytesOf } = heddle.use('webidl.js');
  const bytes = heddle.use('bytes.js');

  function enqueueBytes(controller, chunk) {
    byteStreams.enqueue(controller, bytesOf(chunk));
  }

  // Closes, and answers a BYOB reader that waits.
  function end(controller) {
    byteStreams.close(controller);
    if (base.queueLength(controller.pending) > 0) byteStreams.respond(controller, 0);
  }

  function streamOfBytes(all, isDisturbed = false) {
    let isSent = bytes.lengthOf(all) === 0;
    const pull = () => {
      if (!isSent) {
        isSent = true;
        enqueueBytes(stream.controller, bytes.copy(all));
      }
      end(stream.controller);
      return PromiseResolve(undefined);
    };
    const stream = byteStreams.createStream(undefined, pull, () => PromiseResolve(undefined));
    if (isSent) end(stream.controller);
    stream.isDisturbed = isDisturbed;
    return wrap(stream);
  }

  // A stream of what the network brings, a chunk for each pull.
  function streamOfIncoming(incoming, isDisturbed) {
    let seen = 0;
    let wanted = null;
    const deliver = () => {
      if (stream.state !== 'readable') return;
      if (wanted !== null && seen < incoming.chunks.length) {
        const chunk = incoming.chunks[seen];
        incoming.chunks[seen++] = undefined;
        incoming.noteRead(bytes.lengthOf(chunk));
        enqueueBytes(stream.controller, chunk);
        settle();
      }
      if (incoming.isFailed) byteStreams.error(stream.controller, incoming.error);
      else if (incoming.isDone && seen === incoming.chunks.length) end(stream.controller);
      else return;
      settle();
    };
    const settle = () => {
      const capability = wanted;
      wanted = null;
      if (capability !== null) capability.resolve(undefined);
    };
    const pull = () => {
      wanted = base.newCapability();
      const { promise } = wanted;
      deliver();
      return promise;
    };
    const stream = byteStreams.createStream(undefined, pull, () => {
      if (!incoming.isDone) incoming.cancel();
      return PromiseResolve(undefined);
    });
    stream.isDisturbed = isDisturbed;
    if (isDisturbed) {
      end(stream.controller);
      return wrap(stream);
    }
    incoming.waiter = deliver;
    deliver();
    return wrap(stream);
  }

  // Reads everything; a chunk that is no Uint8Array fails it.
  function readAll(object, done, failed) {
    const reader = readable.acquireReader(recordOf(object));
    const chunks = [];
    const request = {
      chunk(chunk) {
        if (TypedArrayPrototypeGetSymbolToStringTag(chunk) !== 'Uint8Array') {
          const error = new TypeError('Received non-Uint8Array chunk');
          base.markHandled(readable.cancelReader(reader, error));
          failed(error);
          return;
        }
        chunks[chunks.length] = chunk;
        base.react(PromiseResolve(undefined), () => readable.read(reader, request));
      },
      close() { done(chunks.length === 0 ? bytes.empty : bytes.join(chunks)); },
      error: failed,
    };
    readable.read(reader, request);
  }

  // The same chunks under another object; the old one stays locked ("create a proxy").
  function proxy(object) {
    const reader = readable.acquireReader(recordOf(object));
    const pull = () => {
      const capability = base.newCapability();
      readable.read(reader, {
        chunk(chunk) { readable.enqueue(stream.controller, chunk); capability.resolve(undefined); },
        close() { readable.closeController(stream.controller); capability.resolve(undefined); },
        error(reason) { readable.errorController(stream.controller, reason); capability.resolve(undefined); },
      });
      return capability.promise;
    };
    recordOf(object).isDisturbed = true;
    const stream = readable.createStream(undefined, pull, (reason) => readable.cancelReader(reader, reason), 0);
    return wrap(stream);
  }

  function tee(object) {
    const [first, second] = heddle.use('streams-tee.js').tee(recordOf(object));
    return [wrap(first), wrap(second)];
  }

  return {
    streamOfBytes, streamOfIncoming, readAll, proxy, tee,
    isLocked: (object) => readable.isLocked(recordOf(object)),
    isDisturbed: (object) => recordOf(object).isDisturbed,
  };
})
