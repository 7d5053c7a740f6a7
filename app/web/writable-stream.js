// SPDX-License-Identifier: GPL-3.0-or-later
//
// writable-stream.js: WritableStream, its writer and controller, as the program sees them (Streams standard, section 5).
(function (heddle) {
  'use strict';

  const { PromiseReject, PromiseResolve, RangeError, ReflectApply, TypeError } = heddle.primordials;
  const { illegalConstructor, illegalInvocation, isObject, requireArguments, shapeInterface } = heddle.use('webidl.js');
  const base = heddle.use('streams-base.js');
  const writable = heddle.use('streams-writable.js');

  const made = { __proto__: null };
  let writableOf;
  let isWritableStream;

  function setUp(stream, sink, strategy) {
    const abort = base.callbackOf(sink, 'abort');
    const close = base.callbackOf(sink, 'close');
    const start = base.callbackOf(sink, 'start');
    if (sink.type !== undefined) throw new RangeError(`The underlying sink's type '${sink.type}' is reserved`);
    const write = base.callbackOf(sink, 'write');
    const call = (callback, parameters) => (callback === undefined ? PromiseResolve(undefined) : base.promiseCall(callback, sink, parameters));
    const size = base.sizeOf(strategy);
    const controller = writable.newController(stream, {
      write: (chunk) => call(write, [chunk, controller.object]), close: () => call(close, []), abort: (reason) => call(abort, [reason]),
    }, base.highWaterMarkOf(strategy, 1), size);
    controller.object = new WritableStreamDefaultController(made, controller);
    writable.start(controller, start === undefined ? undefined : ReflectApply(start, sink, [controller.object]));
  }

  // A promise for what `action` gives, or for what it throws.
  function attempt(action) {
    try {
      return action();
    } catch (error) {
      return PromiseReject(error);
    }
  }

  class WritableStream {
    #record;

    constructor(underlyingSink = undefined, strategy = undefined) {
      if (underlyingSink === made) {
        this.#record = strategy;
        strategy.object = this;
        return;
      }
      if (underlyingSink !== undefined && !isObject(underlyingSink))
        throw new TypeError("Failed to construct 'WritableStream': parameter 1 is not an object.");
      const given = base.readStrategy(strategy, "Failed to construct 'WritableStream': parameter 2");
      this.#record = writable.newStream();
      this.#record.object = this;
      setUp(this.#record, underlyingSink ?? { __proto__: null }, given);
    }

    get locked() { return writableOf(this).writer !== null; }

    abort(reason = undefined) {
      return attempt(() => {
        const stream = writableOf(this);
        if (stream.writer !== null) throw new TypeError('Invalid state: WritableStream is locked');
        return writable.abort(stream, reason);
      });
    }

    close() {
      return attempt(() => {
        const stream = writableOf(this);
        if (stream.writer !== null) throw new TypeError('Invalid state: WritableStream is locked');
        if (writable.isClosing(stream)) throw new TypeError('Invalid state: The stream is closing already');
        return writable.close(stream);
      });
    }

    getWriter() { writableOf(this); return new WritableStreamDefaultWriter(this); }

    static {
      isWritableStream = (value) => isObject(value) && #record in value;
      writableOf = (value) => {
        if (!isWritableStream(value)) throw illegalInvocation();
        return value.#record;
      };
    }
  }
  shapeInterface(WritableStream);

  let writerOf;

  function attachedTo(object) {
    const writer = writerOf(object);
    if (writer.stream === null) throw new TypeError('Invalid state: The writer is not attached to a stream');
    return writer;
  }

  class WritableStreamDefaultWriter {
    #writer;

    constructor(stream) {
      requireArguments(arguments.length, 1, "construct 'WritableStreamDefaultWriter'");
      this.#writer = writable.acquireWriter(writableOf(stream));
    }

    get closed() { return attempt(() => writerOf(this).closed.promise); }
    get desiredSize() { return writable.writerDesiredSize(attachedTo(this)); }
    get ready() { return attempt(() => writerOf(this).ready.promise); }
    abort(reason = undefined) { return attempt(() => writable.abort(attachedTo(this).stream, reason)); }

    close() {
      return attempt(() => {
        const { stream } = attachedTo(this);
        if (writable.isClosing(stream)) throw new TypeError('Invalid state: The stream is closing already');
        return writable.close(stream);
      });
    }

    releaseLock() { writable.releaseWriter(writerOf(this)); }
    write(chunk = undefined) { return attempt(() => writable.write(attachedTo(this), chunk)); }

    static {
      writerOf = (object) => {
        if (!isObject(object) || !(#writer in object)) throw illegalInvocation();
        return object.#writer;
      };
    }
  }
  shapeInterface(WritableStreamDefaultWriter);

  class WritableStreamDefaultController {
    #record;

    constructor() {
      if (arguments[0] !== made) throw illegalConstructor();
      this.#record = arguments[1];
    }

    get signal() { return this.#record.signal; }
    error(error = undefined) { writable.errorIfNeeded(this.#record, error); }
  }
  shapeInterface(WritableStreamDefaultController);

  const wrap = (stream) => stream.object ?? new WritableStream(made, stream);

  return { WritableStream, WritableStreamDefaultWriter, WritableStreamDefaultController, writableOf, isWritableStream, wrap };
})
