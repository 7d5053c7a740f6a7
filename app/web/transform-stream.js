// SPDX-License-Identifier: GPL-3.0-or-later
//
// transform-stream.js: TransformStream and its controller (Streams standard, section 6).
(function (heddle) {
  'use strict';

  const { PromisePrototypeThen, PromiseReject, PromiseResolve, RangeError, ReflectApply, TypeError } = heddle.primordials;
  const { illegalConstructor, illegalInvocation, isObject, shapeInterface } = heddle.use('webidl.js');
  const base = heddle.use('streams-base.js');
  const readable = heddle.use('streams-readable.js');
  const writable = heddle.use('streams-writable.js');
  const readableClasses = heddle.use('readable-stream.js');
  const writableClasses = heddle.use('writable-stream.js');

  const made = { __proto__: null };

  function newTransform(callbacks, strategies, started) {
    const self = {
      __proto__: null, ...callbacks, readable: null, writable: null, hasBackpressure: undefined, backpressureChange: null,
      finish: null, object: null,
    };
    self.writable = writable.createStream(started, {
      write: (chunk) => write(self, chunk), close: () => close(self), abort: (reason) => abort(self, reason),
    }, strategies.writableMark, strategies.writableSize);
    self.readable = readable.createStream(started, () => pull(self), (reason) => cancel(self, reason), strategies.readableMark,
      strategies.readableSize);
    setBackpressure(self, true);
    return self;
  }

  function setBackpressure(self, hasBackpressure) {
    if (self.backpressureChange !== null) self.backpressureChange.resolve(undefined);
    self.backpressureChange = base.newCapability();
    self.hasBackpressure = hasBackpressure;
  }

  function unblockWrite(self) {
    if (self.hasBackpressure) setBackpressure(self, false);
  }

  function errorWritable(self, reason) {
    clear(self);
    writable.errorIfNeeded(self.writable.controller, reason);
    unblockWrite(self);
  }

  function error(self, reason) {
    readable.errorController(self.readable.controller, reason);
    errorWritable(self, reason);
  }

  function clear(self) {
    self.transform = self.flush = self.cancelCallback = null;
  }

  function enqueue(self, chunk) {
    const { controller } = self.readable;
    if (!readable.canCloseOrEnqueue(controller)) throw new TypeError('Invalid state: The readable side is closed');
    try {
      readable.enqueue(controller, chunk);
    } catch (reason) {
      errorWritable(self, reason);
      throw self.readable.storedError;
    }
    const hasBackpressure = readable.desiredSize(controller) <= 0;
    if (hasBackpressure !== self.hasBackpressure) setBackpressure(self, true);
  }

  function terminate(self) {
    readable.closeController(self.readable.controller);
    errorWritable(self, new TypeError('Invalid state: TransformStream was terminated'));
  }

  function perform(self, chunk) {
    return PromisePrototypeThen(self.transform(chunk), undefined, (reason) => {
      error(self, reason);
      throw reason;
    });
  }

  function write(self, chunk) {
    if (!self.hasBackpressure) return perform(self, chunk);
    return PromisePrototypeThen(self.backpressureChange.promise, () => {
      if (self.writable.state === 'erroring') throw self.writable.storedError;
      return perform(self, chunk);
    });
  }

  function abort(self, reason) {
    if (self.finish !== null) return self.finish.promise;
    self.finish = base.newCapability();
    const done = self.cancelCallback(reason);
    clear(self);
    base.react(done, () => {
      if (self.readable.state === 'errored') self.finish.reject(self.readable.storedError);
      else {
        readable.errorController(self.readable.controller, reason);
        self.finish.resolve(undefined);
      }
    }, (failure) => {
      readable.errorController(self.readable.controller, failure);
      self.finish.reject(failure);
    });
    return self.finish.promise;
  }

  function close(self) {
    if (self.finish !== null) return self.finish.promise;
    self.finish = base.newCapability();
    const done = self.flush();
    clear(self);
    base.react(done, () => {
      if (self.readable.state === 'errored') self.finish.reject(self.readable.storedError);
      else {
        readable.closeController(self.readable.controller);
        self.finish.resolve(undefined);
      }
    }, (failure) => {
      readable.errorController(self.readable.controller, failure);
      self.finish.reject(failure);
    });
    return self.finish.promise;
  }

  function pull(self) {
    setBackpressure(self, false);
    return self.backpressureChange.promise;
  }

  function cancel(self, reason) {
    if (self.finish !== null) return self.finish.promise;
    self.finish = base.newCapability();
    const done = self.cancelCallback(reason);
    clear(self);
    const fail = (failure) => {
      writable.errorIfNeeded(self.writable.controller, failure);
      unblockWrite(self);
    };
    base.react(done, () => {
      if (self.writable.state === 'errored') {
        self.finish.reject(self.writable.storedError);
        return;
      }
      fail(reason);
      self.finish.resolve(undefined);
    }, (failure) => {
      fail(failure);
      self.finish.reject(failure);
    });
    return self.finish.promise;
  }

  // The transformer's callbacks as functions that give promises.
  function readCallbacks(transformer, controllerOf) {
    const cancelCallback = base.callbackOf(transformer, 'cancel');
    const flush = base.callbackOf(transformer, 'flush');
    if (transformer.readableType !== undefined) throw new RangeError('readableType is reserved');
    const start = base.callbackOf(transformer, 'start');
    const transform = base.callbackOf(transformer, 'transform');
    if (transformer.writableType !== undefined) throw new RangeError('writableType is reserved');
    const call = (callback, parameters) => (callback === undefined ? PromiseResolve(undefined) : base.promiseCall(callback, transformer, parameters));
    const pass = (chunk) => {
      try {
        enqueue(controllerOf(), chunk);
        return PromiseResolve(undefined);
      } catch (reason) {
        return PromiseReject(reason);
      }
    };
    return {
      start,
      callbacks: {
        transform: transform === undefined ? pass : (chunk) => call(transform, [chunk, controllerOf().object]),
        flush: () => call(flush, [controllerOf().object]),
        cancelCallback: (reason) => call(cancelCallback, [reason]),
      },
    };
  }

  class TransformStream {
    #record;

    constructor(transformer = undefined, writableStrategy = undefined, readableStrategy = undefined) {
      if (transformer !== undefined && !isObject(transformer))
        throw new TypeError("Failed to construct 'TransformStream': parameter 1 is not an object.");
      const given = transformer ?? { __proto__: null };
      const forWritable = base.readStrategy(writableStrategy, "Failed to construct 'TransformStream': parameter 2");
      const forReadable = base.readStrategy(readableStrategy, "Failed to construct 'TransformStream': parameter 3");
      const { start, callbacks } = readCallbacks(given, () => this.#record);
      const started = base.newCapability();
      this.#record = newTransform(callbacks, {
        readableMark: base.highWaterMarkOf(forReadable, 0), readableSize: base.sizeOf(forReadable),
        writableMark: base.highWaterMarkOf(forWritable, 1), writableSize: base.sizeOf(forWritable),
      }, started.promise);
      this.#record.object = new TransformStreamDefaultController(made, this.#record);
      started.resolve(start === undefined ? undefined : ReflectApply(start, given, [this.#record.object]));
    }

    get readable() { return readableClasses.wrap(this.#own().readable); }
    get writable() { return writableClasses.wrap(this.#own().writable); }

    #own() {
      if (!this.#record) throw illegalInvocation();
      return this.#record;
    }
  }
  shapeInterface(TransformStream);

  class TransformStreamDefaultController {
    #record;

    constructor() {
      if (arguments[0] !== made) throw illegalConstructor();
      this.#record = arguments[1];
    }

    get desiredSize() { return readable.desiredSize(this.#record.readable.controller); }
    enqueue(chunk = undefined) { enqueue(this.#record, chunk); }
    error(reason = undefined) { error(this.#record, reason); }
    terminate() { terminate(this.#record); }
  }
  shapeInterface(TransformStreamDefaultController);

  return { TransformStream, TransformStreamDefaultController };
})
