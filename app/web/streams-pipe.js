// SPDX-License-Identifier: GPL-3.0-or-later
//
// streams-pipe.js: everything of a readable stream into a writable one (Streams standard, "ReadableStreamPipeTo").
(function (heddle) {
  'use strict';

  const { PromisePrototypeThen, PromiseResolve, TypeError } = heddle.primordials;
  const base = heddle.use('streams-base.js');
  const readable = heddle.use('streams-readable.js');
  const writable = heddle.use('streams-writable.js');

  function readOptions(options) {
    const given = base.checkDictionary(options, 'pipeTo: options');
    const preventAbort = !!given.preventAbort;
    const preventCancel = !!given.preventCancel;
    const preventClose = !!given.preventClose;
    const { signal } = given;
    if (signal !== undefined && !heddle.use('abort.js').isAbortSignal(signal))
      throw new TypeError('pipeTo: member signal is not of type AbortSignal.');
    return { __proto__: null, preventAbort, preventCancel, preventClose, signal };
  }

  function finalize(pipe, isFailed, error) {
    writable.releaseWriter(pipe.writer);
    readable.releaseReader(pipe.reader);
    if (pipe.signal) heddle.use('abort.js').removeAbortAlgorithm(pipe.signal, pipe.onAbort);
    if (isFailed) pipe.done.reject(error);
    else pipe.done.resolve(undefined);
  }

  // "Shutdown with an action": after all that was read is written, and after `action`.
  function shutDown(pipe, action, isFailed, error) {
    if (pipe.isShuttingDown) return;
    pipe.isShuttingDown = true;
    const act = () => {
      if (!action) return finalize(pipe, isFailed, error);
      return base.react(action(), () => finalize(pipe, isFailed, error), (reason) => finalize(pipe, true, reason));
    };
    const { target } = pipe;
    if (target.state === 'writable' && !writable.isClosing(target)) afterWrites(pipe, pipe.lastWrite, act);
    else act();
  }

  function afterWrites(pipe, last, act) {
    const next = () => {
      if (last !== pipe.lastWrite) afterWrites(pipe, pipe.lastWrite, act);
      else act();
    };
    base.react(last, next, next);
  }

  // Both at once; done when both are, failed with the first that fails.
  function both(first, second) {
    const capability = base.newCapability();
    let left = 2;
    const done = () => { if (--left === 0) capability.resolve(undefined); };
    base.react(first, done, capability.reject);
    base.react(second, done, capability.reject);
    return capability.promise;
  }

  function onAbort(pipe, reason) {
    const { source, target } = pipe;
    const stopTarget = () => (pipe.preventAbort || target.state !== 'writable' ? PromiseResolve(undefined) : writable.abort(target, reason));
    const stopSource = () => (pipe.preventCancel || source.state !== 'readable' ? PromiseResolve(undefined) : readable.cancel(source, reason));
    shutDown(pipe, () => both(stopTarget(), stopSource()), true, reason);
  }

  function onSourceErrored(pipe, reason) {
    shutDown(pipe, pipe.preventAbort ? null : () => writable.abort(pipe.target, reason), true, reason);
  }

  function onTargetErrored(pipe, reason) {
    shutDown(pipe, pipe.preventCancel ? null : () => readable.cancel(pipe.source, reason), true, reason);
  }

  function onSourceClosed(pipe) {
    shutDown(pipe, pipe.preventClose ? null : () => writable.closeWithErrorPropagation(pipe.writer), false, undefined);
  }

  function watch(pipe) {
    const { source, target, reader, writer } = pipe;
    base.react(reader.closed.promise, () => onSourceClosed(pipe), (reason) => onSourceErrored(pipe, reason));
    base.react(writer.closed.promise, base.nothing, (reason) => onTargetErrored(pipe, reason));
    if (source.state === 'errored') onSourceErrored(pipe, source.storedError);
    else if (target.state === 'errored' || target.state === 'erroring') onTargetErrored(pipe, target.storedError);
    else if (source.state === 'closed') onSourceClosed(pipe);
    else if (writable.isClosing(target) || target.state === 'closed') {
      const reason = new TypeError('pipeTo: the destination is closing or closed');
      onTargetErrored(pipe, reason);
    }
  }

  function step(pipe) {
    if (pipe.isShuttingDown) return;
    base.react(pipe.writer.ready.promise, () => {
      if (pipe.isShuttingDown) return;
      readable.read(pipe.reader, {
        chunk(chunk) {
          pipe.lastWrite = PromisePrototypeThen(PromiseResolve(undefined), () => writable.write(pipe.writer, chunk));
          base.markHandled(pipe.lastWrite);
          base.react(PromiseResolve(undefined), () => step(pipe));
        },
        close: base.nothing,
        error: base.nothing,
      });
    });
  }

  function pipeTo(source, target, options) {
    const pipe = {
      __proto__: null, ...options, source, target, reader: readable.acquireReader(source), writer: writable.acquireWriter(target),
      isShuttingDown: false, lastWrite: PromiseResolve(undefined), done: base.newCapability(), onAbort: null,
    };
    source.isDisturbed = true;
    const { signal } = pipe;
    if (signal) {
      const { addAbortAlgorithm, isAborted, reasonOf } = heddle.use('abort.js');
      pipe.onAbort = (reason) => onAbort(pipe, reason);
      if (isAborted(signal)) {
        onAbort(pipe, reasonOf(signal));
        return pipe.done.promise;
      }
      addAbortAlgorithm(signal, pipe.onAbort);
    }
    watch(pipe);
    step(pipe);
    return pipe.done.promise;
  }

  return { readOptions, pipeTo };
})
