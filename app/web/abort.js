// SPDX-License-Identifier: GPL-3.0-or-later
//
// abort.js: AbortController and AbortSignal (DOM standard, "Aborting ongoing activities").
// Others use isAbortSignal, isAborted, reasonOf, addAbortAlgorithm, removeAbortAlgorithm, createSignal, signalAbort.
(function (heddle) {
  'use strict';

  const { SafeSet, TypeError } = heddle.primordials;
  const { converters, illegalConstructor, isObject, requireArguments, shapeInterface } = heddle.use('webidl.js');
  const { DOMException } = heddle.use('dom-exception.js');
  const { Event, EventTarget, defineEventHandler, dispatchTrusted, hasListeners } = heddle.use('events.js');

  const made = { __proto__: null }; // only who has this may construct an AbortSignal
  let isAbortSignal, reasonOf, isAborted, addAbortAlgorithm, removeAbortAlgorithm, signalAbort, createDependentSignal;

  class AbortSignal extends EventTarget {
    #reason = undefined;
    #algorithms = null;  // what to run on abort, before the event
    #sources = null;     // of a dependent signal: the signals that it follows, none of them dependent
    #dependents = null;  // the signals that follow this one

    constructor() {
      if (arguments[0] !== made) throw illegalConstructor();
      super();
    }

    static abort(reason = undefined) {
      const signal = createSignal();
      signal.#reason = withDefault(reason);
      return signal;
    }

    static timeout(milliseconds) {
      requireArguments(arguments.length, 1, "execute 'timeout' on 'AbortSignal'");
      const delay = converters['unsigned long long'](milliseconds, 'EnforceRange',
        "Failed to execute 'timeout' on 'AbortSignal': The value provided");
      const signal = createSignal();
      const expired = () => signalAbort(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
      heddle.use('timers.js').setBackgroundTimer(expired, delay);
      return signal;
    }

    static any(signals) {
      requireArguments(arguments.length, 1, "execute 'any' on 'AbortSignal'");
      const what = "Failed to execute 'any' on 'AbortSignal': parameter 1";
      return createDependentSignal(converters.sequence(signals, (signal) => {
        if (!isAbortSignal(signal)) throw new TypeError(`${what} holds something that is not an AbortSignal.`);
        return signal;
      }, what));
    }

    get aborted() { return this.#reason !== undefined; }
    get reason() { return this.#reason; }
    throwIfAborted() { if (this.#reason !== undefined) throw this.#reason; }

    #follow(source) {
      this.#sources.add(source);
      (source.#dependents ??= new SafeSet()).add(this);
    }

    #runAbortSteps() {
      const algorithms = this.#algorithms;
      this.#algorithms = null;
      algorithms?.forEach((algorithm) => algorithm(this.#reason));
      if (hasListeners(this, 'abort')) dispatchTrusted(this, new Event('abort'));
    }

    // An aborted signal follows nobody any more.
    #detach() {
      this.#sources?.forEach((source) => source.#dependents?.delete(this));
      this.#sources = null;
    }

    static {
      isAbortSignal = (value) => isObject(value) && #reason in value;
      isAborted = (signal) => signal.#reason !== undefined;
      reasonOf = (signal) => signal.#reason;
      addAbortAlgorithm = (signal, algorithm) => {
        if (signal.#reason === undefined) (signal.#algorithms ??= new SafeSet()).add(algorithm);
      };
      removeAbortAlgorithm = (signal, algorithm) => { signal.#algorithms?.delete(algorithm); };
      signalAbort = (signal, reason) => {
        if (signal.#reason !== undefined) return;
        signal.#reason = withDefault(reason);
        const following = [];
        signal.#dependents?.forEach((dependent) => {
          if (dependent.#reason !== undefined) return;
          dependent.#reason = signal.#reason;
          following[following.length] = dependent;
        });
        signal.#dependents = null;
        signal.#detach();
        signal.#runAbortSteps();
        for (let i = 0; i < following.length; i++) {
          following[i].#detach();
          following[i].#runAbortSteps();
        }
      };
      createDependentSignal = (signals) => {
        const result = createSignal();
        for (let i = 0; i < signals.length; i++)
          if (signals[i].#reason !== undefined) {
            result.#reason = signals[i].#reason;
            return result;
          }
        result.#sources = new SafeSet();
        for (let i = 0; i < signals.length; i++) {
          const sources = signals[i].#sources;
          if (sources) sources.forEach((source) => result.#follow(source));
          else result.#follow(signals[i]);
        }
        return result;
      };
    }
  }
  shapeInterface(AbortSignal);
  defineEventHandler(AbortSignal.prototype, 'abort');

  function createSignal() {
    return new AbortSignal(made);
  }

  function withDefault(reason) {
    return reason === undefined ? new DOMException('This operation was aborted', 'AbortError') : reason;
  }

  class AbortController {
    #signal = createSignal();

    constructor() {}

    get signal() { return this.#signal; }
    abort(reason = undefined) { signalAbort(this.#signal, reason); }
  }
  shapeInterface(AbortController);

  return {
    AbortController, AbortSignal, isAbortSignal, isAborted, reasonOf, addAbortAlgorithm, removeAbortAlgorithm,
    createSignal, createDependentSignal, signalAbort,
  };
})
