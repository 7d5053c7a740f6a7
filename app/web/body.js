// SPDX-License-Identifier: GPL-3.0-or-later
//
// body.js: the body of a Request or Response (Fetch standard, "Body mixin"). Streams are only loaded for a program
// that looks at `body`, or that gives a stream.
//
// A body has its bytes at once (`bytes`), or they are on their way (`incoming`), or it is a stream that the program has
// seen or given (`stream`). `incoming` is what fetch.js fills: chunks, whether it is done or failed, and who waits.
(function (heddle) {
  'use strict';

  const {
    JSONParse, ObjectDefineProperty, ObjectGetOwnPropertyDescriptor, Promise, PromiseReject, PromiseResolve, ReflectOwnKeys,
    TypeError,
  } = heddle.primordials;
  const { bytesOf, converters } = heddle.use('webidl.js');
  const bytes = heddle.use('bytes.js');
  const brands = heddle.use('brands.js');
  const headers = heddle.use('headers.js');

  function newBody(members) {
    return { __proto__: null, bytes: null, incoming: null, stream: null, isDisturbed: false, isStream: false, ...members };
  }

  function newIncoming(noteRead, cancel) {
    return { __proto__: null, chunks: [], isDone: false, isFailed: false, error: undefined, waiter: null, noteRead, cancel };
  }

  const streams = () => heddle.use('body-stream.js');

  function extractStream(stream) {
    if (streams().isDisturbed(stream) || streams().isLocked(stream))
      throw new TypeError('Response body object should not be disturbed or locked');
    return { body: newBody({ stream, isStream: true }), type: null };
  }

  // "Extract a body": { body, type }.
  function extract(value) {
    if (typeof value === 'object' && value !== null) {
      if (brands.isReadableStream(value)) return extractStream(value);
      if (brands.isBlob(value)) {
        const data = heddle.use('blob.js').dataOf(value);
        return { body: newBody({ bytes: data.bytes }), type: data.type === '' ? null : data.type };
      }
      if (brands.isFormData(value)) {
        const encoded = heddle.use('multipart.js').encode(value);
        return { body: newBody({ bytes: encoded.bytes }), type: encoded.type };
      }
      if (heddle.use('url-search-params.js').isURLSearchParams(value))
        return { body: newBody({ bytes: bytes.encode(`${value}`) }), type: 'application/x-www-form-urlencoded;charset=UTF-8' };
      const source = bytesOf(value);
      if (source) return { body: newBody({ bytes: bytes.copyOf(source) }), type: null };
    }
    return { body: newBody({ bytes: bytes.encode(converters.USVString(value)) }), type: 'text/plain;charset=UTF-8' };
  }

  function isLocked(body) {
    return body.stream !== null && streams().isLocked(body.stream);
  }

  function isUsed(body) {
    return body !== null && (body.isDisturbed || (body.stream !== null && streams().isDisturbed(body.stream)));
  }

  function isUnusable(body) {
    return body !== null && (isUsed(body) || isLocked(body));
  }

  function streamOf(body) {
    if (body.stream === null) {
      if (body.incoming) body.stream = streams().streamOfIncoming(body.incoming, body.isDisturbed);
      else body.stream = streams().streamOfBytes(body.isDisturbed ? bytes.empty : body.bytes, body.isDisturbed);
    }
    return body.stream;
  }

  // All chunks of what is on its way, once it is there.
  function collect(incoming, resolve, reject) {
    const { chunks } = incoming;
    let seen = 0;
    const check = () => {
      for (; seen < chunks.length; seen++) incoming.noteRead(bytes.lengthOf(chunks[seen]));
      if (incoming.isFailed) reject(incoming.error);
      else if (incoming.isDone) resolve(chunks.length === 0 ? bytes.empty : bytes.join(chunks));
    };
    incoming.waiter = check;
    check();
  }

  // "Consume a body": a promise for what `convert` makes of its bytes.
  function consume(body, convert) {
    if (body === null) return attempt(() => convert(bytes.empty));
    if (isUnusable(body)) return PromiseReject(new TypeError('Body is unusable: Body has already been read'));
    body.isDisturbed = true;
    if (body.stream === null && body.bytes !== null) return attempt(() => convert(body.bytes));
    return new Promise((resolve, reject) => {
      const done = (all) => {
        try {
          resolve(convert(all));
        } catch (error) {
          reject(error);
        }
      };
      if (body.stream !== null) streams().readAll(body.stream, done, reject);
      else collect(body.incoming, done, reject);
    });
  }

  function attempt(work) {
    try {
      return PromiseResolve(work());
    } catch (error) {
      return PromiseReject(error);
    }
  }

  // All of a body that is about to be sent, as a promise for its bytes.
  function readWhole(body) {
    return consume(body, (all) => all);
  }

  // "Clone a body": both have their own from now on.
  function clone(body) {
    if (body === null) return null;
    if (body.stream === null && body.bytes !== null) return newBody({ bytes: body.bytes });
    const [first, second] = streams().tee(streamOf(body));
    body.stream = first;
    return newBody({ stream: second, isStream: body.isStream });
  }

  // The body for another request; the one it came from counts as used.
  function take(body) {
    const taken = newBody({ ...body, stream: body.stream === null ? null : streams().proxy(body.stream) });
    if (body.stream === null) body.isDisturbed = true;
    return taken;
  }

  function mimeTypeOf(list) {
    const value = headers.getValue(list, 'content-type');
    return value === null ? null : heddle.use('mime-type.js').parse(value);
  }

  const toBuffer = (all) => bytes.bufferOf(bytes.copy(all));
  const toJSON = (all) => JSONParse(bytes.decode(all));

  // Gives `prototype` the members of the Body mixin; `stateOf` knows an object's { body, headers } or throws.
  function defineBody(prototype, stateOf) {
    const run = (object, convert) => {
      try {
        const state = stateOf(object);
        return consume(state.body, convert);
      } catch (error) {
        return PromiseReject(error);
      }
    };
    const typed = (object, convert) => {
      try {
        const state = stateOf(object);
        return consume(state.body, (all) => convert(all, mimeTypeOf(state.headers)));
      } catch (error) {
        return PromiseReject(error);
      }
    };
    const members = {
      get body() {
        const { body } = stateOf(this);
        return body === null ? null : streamOf(body);
      },
      get bodyUsed() { return isUsed(stateOf(this).body); },
      arrayBuffer() { return run(this, toBuffer); },
      blob() { return typed(this, toBlob); },
      bytes() { return run(this, bytes.copy); },
      formData() { return typed(this, (all, type) => heddle.use('multipart.js').parse(all, type)); },
      json() { return run(this, toJSON); },
      text() { return run(this, bytes.decode); },
    };
    const keys = ReflectOwnKeys(members);
    for (let i = 0; i < keys.length; i++)
      ObjectDefineProperty(prototype, keys[i], { __proto__: null, ...ObjectGetOwnPropertyDescriptor(members, keys[i]) });
  }

  function toBlob(all, type) {
    return heddle.use('blob.js').makeBlob(bytes.copy(all), type ? heddle.use('mime-type.js').serialize(type) : '');
  }

  return { newBody, newIncoming, extract, isUsed, isUnusable, readWhole, clone, take, defineBody };
})
