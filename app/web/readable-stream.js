// SPDX-License-Identifier: GPL-3.0-or-later
//
// readable-stream.js: ReadableStream, its readers and controllers, as the program sees them (Streams standard, section 4).
(function (heddle) {
  'use strict';

  const {
    ArrayBufferPrototypeGetByteLength, AsyncIteratorPrototype, DataView, ObjectCreate, ObjectSetPrototypeOf, Promise,
    PromisePrototypeThen, PromiseReject, PromiseResolve, RangeError, ReflectApply, SymbolAsyncIterator, SymbolIterator,
    TypeError, TypedArrayPrototypeGetSymbolToStringTag,
  } = heddle.primordials;
  const webidl = heddle.use('webidl.js');
  const { bytesOf, converters, illegalConstructor, illegalInvocation, isObject, requireArguments, shapeInterface } = webidl;
  const base = heddle.use('streams-base.js');
  const readable = heddle.use('streams-readable.js');
  const bytes = heddle.use('streams-byte.js');

  const made = { __proto__: null };
  let recordOf;
  let isReadableStream;

  // The object for a stream's record.
  function wrap(stream) {
    return stream.object ?? new ReadableStream(made, stream);
  }

  function setUp(stream, source, strategy) {
    const start = base.callbackOf(source, 'start');
    const pull = base.callbackOf(source, 'pull');
    const cancel = base.callbackOf(source, 'cancel');
    const { type } = source;
    if (type !== undefined && `${type}` !== 'bytes') throw new TypeError(`The underlying source's type '${type}' is not 'bytes'`);
    const call = (callback, parameters) => (callback === undefined ? PromiseResolve(undefined) : base.promiseCall(callback, source, parameters));
    const controller = type === undefined ? newDefault() : newByte();
    const object = type === undefined ? new ReadableStreamDefaultController(made, controller) : new ReadableByteStreamController(made, controller);
    controller.object = object;
    const started = start === undefined ? undefined : ReflectApply(start, source, [object]);
    if (type === undefined) readable.startController(controller, started);
    else bytes.start(controller, started);

    function newDefault() {
      const size = base.sizeOf(strategy);
      return readable.newController(stream, () => call(pull, [object]), (reason) => call(cancel, [reason]),
        base.highWaterMarkOf(strategy, 1), size);
    }
    function newByte() {
      if (strategy.size !== undefined) throw new RangeError('The strategy of a byte stream cannot have a size function');
      const { autoAllocateChunkSize: given } = source;
      const size = given === undefined ? undefined : converters['unsigned long long'](given, 'EnforceRange');
      if (size === 0) throw new TypeError('autoAllocateChunkSize must be greater than 0');
      return bytes.newController(stream, () => call(pull, [object]), (reason) => call(cancel, [reason]),
        base.highWaterMarkOf(strategy, 0), size);
    }
  }

  class ReadableStream {
    #record;

    constructor(underlyingSource = undefined, strategy = undefined) {
      if (underlyingSource === made) {
        this.#record = strategy;
        strategy.object = this;
        return;
      }
      if (underlyingSource !== undefined && !isObject(underlyingSource))
        throw new TypeError("Failed to construct 'ReadableStream': parameter 1 is not an object.");
      const given = base.readStrategy(strategy, "Failed to construct 'ReadableStream': parameter 2");
      this.#record = readable.newStream();
      this.#record.object = this;
      setUp(this.#record, underlyingSource ?? { __proto__: null }, given);
    }

    static from(asyncIterable) {
      requireArguments(arguments.length, 1, "execute 'from' on 'ReadableStream'");
      return wrap(fromIterable(asyncIterable));
    }

    get locked() { return readable.isLocked(recordOf(this)); }

    cancel(reason = undefined) {
      if (!isReadableStream(this)) return PromiseReject(illegalInvocation());
      if (readable.isLocked(this.#record)) return PromiseReject(new TypeError('Invalid state: ReadableStream is locked'));
      return readable.cancel(this.#record, reason);
    }

    getReader(options = undefined) {
      const stream = recordOf(this);
      const { mode } = base.checkDictionary(options, "Failed to execute 'getReader' on 'ReadableStream': parameter 1");
      if (mode === undefined) return new ReadableStreamDefaultReader(wrap(stream));
      if (`${mode}` !== 'byob') throw new TypeError(`The reader's mode '${mode}' is not 'byob'`);
      return new ReadableStreamBYOBReader(wrap(stream));
    }

    pipeThrough(transform, options = undefined) {
      const stream = recordOf(this);
      requireArguments(arguments.length, 1, "execute 'pipeThrough' on 'ReadableStream'");
      const { readable: output, writable } = transform;
      if (!isReadableStream(output)) throw new TypeError("pipeThrough: the transform's readable is not a ReadableStream");
      const { writableOf, isWritableStream } = heddle.use('writable-stream.js');
      if (!isWritableStream(writable)) throw new TypeError("pipeThrough: the transform's writable is not a WritableStream");
      const pipe = heddle.use('streams-pipe.js');
      const settings = pipe.readOptions(options);
      const target = writableOf(writable);
      if (readable.isLocked(stream)) throw new TypeError('Invalid state: ReadableStream is locked');
      if (target.writer !== null) throw new TypeError('Invalid state: WritableStream is locked');
      base.markHandled(pipe.pipeTo(stream, target, settings));
      return output;
    }

    pipeTo(destination, options = undefined) {
      try {
        const stream = recordOf(this);
        requireArguments(arguments.length, 1, "execute 'pipeTo' on 'ReadableStream'");
        const { writableOf } = heddle.use('writable-stream.js');
        const pipe = heddle.use('streams-pipe.js');
        const target = writableOf(destination);
        const settings = pipe.readOptions(options);
        if (readable.isLocked(stream)) throw new TypeError('Invalid state: ReadableStream is locked');
        if (target.writer !== null) throw new TypeError('Invalid state: WritableStream is locked');
        return pipe.pipeTo(stream, target, settings);
      } catch (error) {
        return PromiseReject(error);
      }
    }

    tee() {
      const [first, second] = heddle.use('streams-tee.js').tee(recordOf(this));
      return [wrap(first), wrap(second)];
    }

    values(options = undefined) {
      const stream = recordOf(this);
      const { preventCancel } = base.checkDictionary(options, "Failed to execute 'values' on 'ReadableStream': parameter 1");
      return makeIterator(readable.acquireReader(stream), !!preventCancel);
    }

    static {
      isReadableStream = (value) => isObject(value) && #record in value;
      recordOf = (value) => {
        if (!isReadableStream(value)) throw illegalInvocation();
        return value.#record;
      };
    }
  }
  shapeInterface(ReadableStream);
  webidl.alias(ReadableStream.prototype, SymbolAsyncIterator, 'values');

  function fromIterable(iterable) {
    const asyncMethod = iterable[SymbolAsyncIterator];
    const method = asyncMethod ?? iterable[SymbolIterator];
    if (typeof method !== 'function') throw new TypeError('ReadableStream.from: the value is not iterable');
    const iterator = ReflectApply(method, iterable, []);
    if (!isObject(iterator)) throw new TypeError('ReadableStream.from: the iterator is not an object');
    const { next } = iterator;
    const isAsync = asyncMethod !== undefined && asyncMethod !== null;
    const pull = () => PromisePrototypeThen(base.promiseCall(next, iterator, []), (result) => {
      if (!isObject(result)) throw new TypeError('ReadableStream.from: the iterator gave something that is not an object');
      const { done } = result;
      if (done) return readable.closeController(stream.controller);
      if (isAsync) return readable.enqueue(stream.controller, result.value);
      return PromisePrototypeThen(PromiseResolve(result.value), (value) => readable.enqueue(stream.controller, value));
    });
    const cancel = (reason) => {
      let end;
      try {
        end = iterator.return;
      } catch (error) {
        return PromiseReject(error);
      }
      if (end === undefined || end === null) return PromiseResolve(undefined);
      return PromisePrototypeThen(base.promiseCall(end, iterator, [reason]), (result) => {
        if (!isObject(result)) throw new TypeError('ReadableStream.from: the iterator gave something that is not an object');
      });
    };
    const stream = readable.createStream(undefined, pull, cancel, 0);
    return stream;
  }

  function readOnce(reader) {
    return new Promise((resolve, reject) => readable.read(reader, {
      chunk: (value) => resolve({ value, done: false }),
      close: () => resolve({ value: undefined, done: true }),
      error: reject,
    }));
  }

  // The asynchronous iterator of a stream: its steps are taken one after another.
  function makeIterator(reader, preventCancel) {
    const iterator = ObjectCreate(iteratorPrototype);
    iterations.set(iterator, { __proto__: null, reader, preventCancel, isDone: false, ongoing: null });
    return iterator;
  }

  const iterations = new heddle.primordials.SafeWeakMap();

  function iterateNext(state) {
    if (state.isDone) return PromiseResolve({ value: undefined, done: true });
    return PromisePrototypeThen(readOnce(state.reader), (result) => {
      if (result.done) {
        state.isDone = true;
        readable.releaseReader(state.reader);
      }
      return result;
    }, (error) => {
      state.isDone = true;
      readable.releaseReader(state.reader);
      throw error;
    });
  }

  function iterateReturn(state, value) {
    const result = { value, done: true };
    if (state.isDone) return PromiseResolve(result);
    state.isDone = true;
    const { reader } = state;
    const cancelled = state.preventCancel ? PromiseResolve(undefined) : readable.cancelReader(reader, value);
    readable.releaseReader(reader);
    return PromisePrototypeThen(cancelled, () => result);
  }

  function chain(iterator, step) {
    const state = isObject(iterator) ? iterations.get(iterator) : undefined;
    if (!state) return PromiseReject(illegalInvocation());
    const run = () => step(state);
    state.ongoing = state.ongoing === null ? run() : PromisePrototypeThen(state.ongoing, run, run);
    return state.ongoing;
  }

  const iteratorPrototype = {
    next() { return chain(this, iterateNext); },
    return(value) { return chain(this, (state) => iterateReturn(state, value)); },
  };
  ObjectSetPrototypeOf(iteratorPrototype, AsyncIteratorPrototype);

  // By kind: a reader's record, or a TypeError for anything else.
  const readerOf = (object, kind) => (kind === 'byob' ? byobReaderOf : defaultReaderOf)(object);
  let defaultReaderOf;
  let byobReaderOf;

  const releasedError = (what) => new TypeError(`Invalid state: The reader is not attached to a stream${what}`);

  function defineReader(Reader, kind) {
    const members = {
      get closed() {
        try {
          return readerOf(this, kind).closed.promise;
        } catch (error) {
          return PromiseReject(error);
        }
      },
      cancel(reason = undefined) {
        try {
          const reader = readerOf(this, kind);
          return reader.stream === null ? PromiseReject(releasedError('')) : readable.cancelReader(reader, reason);
        } catch (error) {
          return PromiseReject(error);
        }
      },
      releaseLock() { readable.releaseReader(readerOf(this, kind)); },
    };
    const { ObjectDefineProperty, ObjectGetOwnPropertyDescriptor, ReflectOwnKeys } = heddle.primordials;
    const keys = ReflectOwnKeys(members);
    for (let i = 0; i < keys.length; i++)
      ObjectDefineProperty(Reader.prototype, keys[i], { __proto__: null, ...ObjectGetOwnPropertyDescriptor(members, keys[i]) });
    shapeInterface(Reader);
  }

  class ReadableStreamDefaultReader {
    #reader;

    constructor(stream) {
      requireArguments(arguments.length, 1, "construct 'ReadableStreamDefaultReader'");
      this.#reader = readable.acquireReader(recordOf(stream), 'default');
    }

    static {
      defaultReaderOf = (object) => {
        if (!isObject(object) || !(#reader in object)) throw illegalInvocation();
        return object.#reader;
      };
    }

    read() {
      try {
        const reader = readerOf(this, 'default');
        return reader.stream === null ? PromiseReject(releasedError('')) : readOnce(reader);
      } catch (error) {
        return PromiseReject(error);
      }
    }
  }

  class ReadableStreamBYOBReader {
    #reader;

    constructor(stream) {
      requireArguments(arguments.length, 1, "construct 'ReadableStreamBYOBReader'");
      this.#reader = readable.acquireReader(recordOf(stream), 'byob');
    }

    static {
      byobReaderOf = (object) => {
        if (!isObject(object) || !(#reader in object)) throw illegalInvocation();
        return object.#reader;
      };
    }

    read(view, options = undefined) {
      try {
        const reader = readerOf(this, 'byob');
        requireArguments(arguments.length, 1, "execute 'read' on 'ReadableStreamBYOBReader'");
        return readInto(reader, view, base.checkDictionary(options, 'read: options').min);
      } catch (error) {
        return PromiseReject(error);
      }
    }
  }

  function viewOf(view) {
    const place = heddle.primordials.ArrayBufferIsView(view) ? bytesOf(view) : null;
    if (!place) throw new TypeError('The view is not an ArrayBuffer view');
    const tag = TypedArrayPrototypeGetSymbolToStringTag(view);
    const View = tag === undefined ? DataView : heddle.primordials[tag];
    return { __proto__: null, ...place, View, elementSize: tag === undefined ? 1 : View.BYTES_PER_ELEMENT };
  }

  function readInto(reader, view, min) {
    const place = viewOf(view);
    const minimum = min === undefined ? 1 : converters['unsigned long long'](min, 'EnforceRange');
    if (place.byteLength === 0) throw new TypeError('The view must not be empty');
    if (ArrayBufferPrototypeGetByteLength(place.buffer) === 0) throw new TypeError("The view's buffer must not be empty");
    if (minimum === 0) throw new TypeError('min must be greater than 0');
    if (minimum * place.elementSize > place.byteLength) throw new RangeError('min is larger than the view');
    const { stream } = reader;
    if (stream === null) throw releasedError('');
    return new Promise((resolve, reject) => {
      const request = {
        chunk: (value) => resolve({ value, done: false }),
        close: (value) => resolve({ value, done: true }),
        error: reject,
      };
      stream.isDisturbed = true;
      if (stream.state === 'errored') reject(stream.storedError);
      else bytes.pullInto(stream.controller, place, minimum, request);
    });
  }

  defineReader(ReadableStreamDefaultReader, 'default');
  defineReader(ReadableStreamBYOBReader, 'byob');

  class ReadableStreamDefaultController {
    #record;

    constructor() {
      if (arguments[0] !== made) throw illegalConstructor();
      this.#record = arguments[1];
    }

    get desiredSize() { return readable.desiredSize(this.#record); }

    close() {
      if (!readable.canCloseOrEnqueue(this.#record)) throw new TypeError('Invalid state: Controller is already closed');
      readable.closeController(this.#record);
    }

    enqueue(chunk = undefined) {
      if (!readable.canCloseOrEnqueue(this.#record)) throw new TypeError('Invalid state: Controller is already closed');
      readable.enqueue(this.#record, chunk);
    }

    error(error = undefined) { readable.errorController(this.#record, error); }
  }
  shapeInterface(ReadableStreamDefaultController);

  class ReadableByteStreamController {
    #record;

    constructor() {
      if (arguments[0] !== made) throw illegalConstructor();
      this.#record = arguments[1];
    }

    get byobRequest() {
      const request = bytes.byobRequestOf(this.#record);
      return request === null ? null : (request.object ??= new ReadableStreamBYOBRequest(made, request));
    }

    get desiredSize() { return bytes.desiredSize(this.#record); }

    close() {
      if (this.#record.isCloseRequested || this.#record.stream.state !== 'readable')
        throw new TypeError('Invalid state: Controller is already closed');
      bytes.close(this.#record);
    }

    enqueue(chunk) {
      const record = this.#record;
      requireArguments(arguments.length, 1, "execute 'enqueue' on 'ReadableByteStreamController'");
      const view = viewOf(chunk);
      if (view.byteLength === 0) throw new TypeError('The chunk must not be empty');
      if (record.isCloseRequested || record.stream.state !== 'readable')
        throw new TypeError('Invalid state: Controller is already closed');
      bytes.enqueue(record, view);
    }

    error(error = undefined) { bytes.error(this.#record, error); }
  }
  shapeInterface(ReadableByteStreamController);

  class ReadableStreamBYOBRequest {
    #request;

    constructor() {
      if (arguments[0] !== made) throw illegalConstructor();
      this.#request = arguments[1];
    }

    get view() { return this.#request.view; }

    respond(bytesWritten) {
      const { controller } = this.#request;
      requireArguments(arguments.length, 1, "execute 'respond' on 'ReadableStreamBYOBRequest'");
      const count = converters['unsigned long long'](bytesWritten, 'EnforceRange');
      if (controller === null) throw new TypeError('Invalid state: This BYOB request has been invalidated');
      bytes.respond(controller, count);
    }

    respondWithNewView(view) {
      const { controller } = this.#request;
      requireArguments(arguments.length, 1, "execute 'respondWithNewView' on 'ReadableStreamBYOBRequest'");
      const place = viewOf(view);
      if (controller === null) throw new TypeError('Invalid state: This BYOB request has been invalidated');
      bytes.respondWithNewView(controller, place);
    }
  }
  shapeInterface(ReadableStreamBYOBRequest);

  heddle.use('brands.js').isReadableStream = isReadableStream;

  return {
    ReadableStream, ReadableStreamDefaultReader, ReadableStreamBYOBReader, ReadableStreamDefaultController,
    ReadableByteStreamController, ReadableStreamBYOBRequest, wrap, recordOf, isReadableStream,
  };
})
