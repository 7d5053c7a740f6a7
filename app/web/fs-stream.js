// SPDX-License-Identifier: GPL-3.0-or-later
//
// fs-stream.js: fs.createReadStream (): a file in chunks, as events or for `for await`. One chunk is read at a
// time, and only while someone takes it.
(function (heddle) {
  'use strict';

  const {
    ArrayPrototypePush, ArrayPrototypeShift, Error, MathMin, Promise, ReflectApply, SymbolAsyncIterator,
    TypedArrayPrototypeSubarray, Uint8Array,
  } = heddle.primordials;
  const { EventEmitter } = heddle.use('events-emitter.js');
  const { makeError, outOfRange } = heddle.use('node-errors.js');
  const { adopt, decode, encodingOf, Buffer } = heddle.use('buffer.js');
  const { OPEN, READ_AT, CLOSE, run, toPath } = heddle.use('fs-native.js');

  const CHUNK_BYTES = 64 * 1024;

  function isUTF8Start(byte) {
    return byte >= 0xc2 && byte < 0xf5;
  }

  // How many bytes at the end are the beginning of a character (of a group of three, for base64) that goes on.
  function unfinishedBytes(bytes, encoding) {
    const n = bytes.length;
    if (encoding === 'base64' || encoding === 'base64url') return n % 3;
    if (encoding === 'utf16le') return n % 2 + (n > 1 && (bytes[n - n % 2 - 1] & 0xfc) === 0xd8 ? 2 : 0);
    if (encoding !== 'utf8') return 0;
    for (let back = 1; back <= MathMin(3, n); back++) {
      const byte = bytes[n - back];
      if ((byte & 0xc0) === 0x80) continue;
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return isUTF8Start(byte) && length > back ? back : 0;
    }
    return 0;
  }

  class ReadStream extends EventEmitter {
    #fd = -1;
    #encoding;
    #tail = new Uint8Array(0);
    #position;
    #end;
    #state = 'opening'; // then 'open', 'ended', 'destroyed', 'closed'
    #flowing = null;
    #reading = false;
  #ended = false;
  #iterated = false; // its errors go to the loop
    #waiting = []; // who waits in `for await`: { resolve, reject }
    #chunks = []; // read while nobody took it
    #error;
    #highWaterMark;

    constructor(path, options) {
      super();
      const given = typeof options === 'string' ? { encoding: options } : options ?? {};
      this.path = toPath(path);
      this.flags = 'r';
      this.bytesRead = 0;
      this.#highWaterMark = given.highWaterMark ?? CHUNK_BYTES;
      this.#position = given.start ?? -1;
      this.#end = given.end ?? Infinity;
      if (given.start > this.#end) throw outOfRange('start', `<= "end" (here: ${this.#end})`, given.start);
      if (this.#position === -1 && this.#end !== Infinity) this.#position = 0;
      if (given.encoding) this.setEncoding(given.encoding);
      if (given.signal) this.#listenToSignal(given.signal);
      run((error, fd) => this.#opened(error, fd), OPEN, this.path);
    }

    get fd() { return this.#fd === -1 ? null : this.#fd; }
    get pending() { return this.#state === 'opening'; }
    get destroyed() { return this.#state === 'destroyed' || this.#state === 'closed'; }
    get closed() { return this.#state === 'closed'; }
    get readable() { return !this.destroyed && this.#state !== 'ended'; }
    get readableEnded() { return this.#ended; }
    get readableFlowing() { return this.#flowing; }
    get readableHighWaterMark() { return this.#highWaterMark; }
    get readableEncoding() { return this.#encoding ?? null; }
    get start() { return this.#position === -1 ? undefined : this.#position; }
    get end() { return this.#end; }

    setEncoding(encoding) {
      this.#encoding = encodingOf(encoding);
      return this;
    }

    on(name, listener) {
      ReflectApply(EventEmitter.prototype.on, this, [name, listener]);
      if (name === 'data' && this.#flowing !== false) this.resume();
      return this;
    }

    addListener(name, listener) { return this.on(name, listener); }

    once(name, listener) {
      ReflectApply(EventEmitter.prototype.once, this, [name, listener]);
      if (name === 'data' && this.#flowing !== false) this.resume();
      return this;
    }

    pause() {
      this.#flowing = false;
      return this;
    }

    resume() {
      this.#flowing = true;
      this.#pump();
      return this;
    }

    isPaused() { return this.#flowing === false; }

    destroy(error) {
      if (this.destroyed) return this;
      this.#error = error;
      const opening = this.#state === 'opening';
      this.#state = 'destroyed';
      if (!opening && !this.#reading) this.#close();
      return this;
    }

    close(callback) {
      if (callback !== undefined) this.once('close', callback);
      this.destroy();
    }

    pipe() {
      throw makeError(Error, 'ERR_NOT_SUPPORTED',
        'ReadStream.pipe is not there: listen to the event data, or use for await (const chunk of stream)');
    }

    [SymbolAsyncIterator]() {
      this.#flowing = false;
      this.#iterated = true;
      const next = () => new Promise((resolve, reject) => {
        ArrayPrototypePush(this.#waiting, { resolve, reject });
        this.#pump();
      });
      return {
        next,
        return: async (value) => {
          this.destroy();
          return { value, done: true };
        },
        [SymbolAsyncIterator]() { return this; },
      };
    }

    #listenToSignal(signal) {
      const abort = () => {
        const error = makeError(Error, 'ABORT_ERR', 'The operation was aborted');
        error.name = 'AbortError';
        this.destroy(error);
      };
      if (signal.aborted) abort();
      else signal.addEventListener('abort', abort, { once: true });
    }

    #opened(error, fd) {
      if (error) {
        this.#error ??= error;
        this.#state = 'destroyed';
        this.#finish();
        return;
      }
      this.#fd = fd;
      const isWanted = this.#state === 'opening';
      if (isWanted) this.#state = 'open';
      this.emit('open', fd);
      this.emit('ready');
      if (isWanted) this.#pump();
      else this.#close();
    }

    // Gives what is there to whom wants it; else reads on when someone wants it.
    #pump() {
      while (this.#chunks.length > 0 && this.#isWanted()) this.#deliver(ArrayPrototypeShift(this.#chunks));
      if (this.#chunks.length > 0 || !this.#isWanted()) return;
      if (this.#state === 'closed' || this.#state === 'destroyed') this.#settleWaiting();
      else if (this.#state === 'open' && !this.#reading) this.#read();
    }

    #isWanted() {
      return this.#waiting.length > 0 || this.#flowing === true;
    }

    #deliver(chunk) {
      if (this.#waiting.length > 0) ArrayPrototypeShift(this.#waiting).resolve({ value: chunk, done: false });
      else this.emit('data', chunk);
    }

    #read() {
      const left = this.#position === -1 ? Infinity : this.#end - this.#position + 1;
      const length = MathMin(this.#highWaterMark, left);
      if (length <= 0) {
        this.#finishReading();
        return;
      }
      this.#reading = true;
      run((error, bytes) => this.#answered(error, bytes), READ_AT, this.path, this.#fd, this.#position, length);
    }

    #answered(error, arrayBuffer) {
      this.#reading = false;
      if (this.#state === 'destroyed') {
        this.#close();
      } else if (error) {
        this.destroy(error);
      } else if (arrayBuffer.byteLength === 0) {
        this.#finishReading();
      } else {
        this.bytesRead += arrayBuffer.byteLength;
        if (this.#position !== -1) this.#position += arrayBuffer.byteLength;
        const chunk = this.#convert(arrayBuffer);
        if (chunk !== '') ArrayPrototypePush(this.#chunks, chunk);
        this.#pump();
      }
    }

    #convert(arrayBuffer) {
      if (this.#encoding === undefined) return adopt(arrayBuffer);
      const bytes = this.#tail.length === 0 ? new Uint8Array(arrayBuffer)
        : Buffer.concat([this.#tail, new Uint8Array(arrayBuffer)]);
      const whole = bytes.length - unfinishedBytes(bytes, this.#encoding);
      this.#tail = TypedArrayPrototypeSubarray(bytes, whole);
      return decode(bytes, this.#encoding, 0, whole);
    }

    #finishReading() {
      this.#state = 'ended';
      if (this.#tail.length > 0) this.#deliver(decode(this.#tail, this.#encoding, 0, this.#tail.length));
      this.emit('end');
      this.#ended = true;
      if (this.#state === 'ended') this.destroy();
      this.#settleWaiting();
    }

    #settleWaiting() {
      while (this.#waiting.length > 0) {
        const { resolve, reject } = ArrayPrototypeShift(this.#waiting);
        if (this.#error !== undefined && this.#error !== null) reject(this.#error);
        else resolve({ value: undefined, done: true });
      }
    }

    #close() {
      const fd = this.#fd;
      this.#fd = -1;
      run(() => this.#finish(), CLOSE, this.path, fd);
    }

    #finish() {
      this.#state = 'closed';
      this.#settleWaiting();
      if (this.#error && !(this.#iterated && this.listenerCount('error') === 0)) this.emit('error', this.#error);
      this.emit('close');
    }
  }

  return { ReadStream };
})
