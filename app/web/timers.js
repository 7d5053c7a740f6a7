// SPDX-License-Identifier: GPL-3.0-or-later
//
// timers.js: setTimeout and setInterval (HTML, "Timers"), queueMicrotask, and animation frames. The heap with the
// deadlines is the loop's, in C; here are the callbacks.
(function (heddle) {
  'use strict';

  const { native, hooks } = heddle;
  const {
    FunctionPrototypeCall, MathMin, MathTrunc, NumberIsFinite, PromisePrototypeThen, PromiseResolve, ReflectApply,
    ReflectDefineProperty, SafeMap, String, TypeError, eval: evaluate,
  } = heddle.primordials;
  const global = heddle.global;

  // id → { callback, arguments, delay, repeat, nesting, span, place }
  const timers = new SafeMap();
  let lastId = 0;
  const LONGEST = 1e12; // in ms: what C can still count in ns
  let lastBackgroundId = 2 ** 31 - 1; // HEDDLE_FIRST_BACKGROUND_TIMER follows
  // How deep the task that runs now is nested in timers that set timers.
  let nesting = 0;

  // Its reactions are microtasks; with no constructor to look up, the program cannot come in between.
  const settled = PromiseResolve();
  ReflectDefineProperty(settled, 'constructor', { __proto__: null, value: undefined });

  // WebIDL's `long`.
  const toLong = (value) => {
    const number = +value;
    return NumberIsFinite(number) ? MathTrunc(number) | 0 : 0;
  };

  function start(id, timer) {
    let delay = timer.delay;
    if (timer.nesting > 5 && delay < 4) delay = 4;
    timer.span = native.setTimer(id, delay, timer.repeat, timer.place);
  }

  function set(name, callback, timeout, args, repeat) {
    const delay = toLong(timeout);
    const id = ++lastId;
    const timer = {
      callback: typeof callback === 'function' ? callback : String(callback), args,
      delay: delay < 0 ? 0 : delay, repeat, nesting: nesting + 1, span: 0, place: native.traced ? hooks.callPlace() : 0,
    };
    timers.set(id, timer);
    start(id, timer);
    return id;
  }

  // For other files: a time-out of something else. It does not keep the run alive, and no program can clear it.
  function setBackgroundTimer(callback, delay) {
    const id = ++lastBackgroundId;
    const timer = { callback, args: [], delay: MathMin(delay, LONGEST), repeat: false, nesting: 0, span: 0, place: 0 };
    timers.set(id, timer);
    start(id, timer);
  }

  function needCallback(name, given) {
    if (given < 1) throw new TypeError(`${name}: 1 argument required, but only 0 present.`);
  }

  const operations = {
    setTimeout(callback, timeout = 0, ...args) {
      needCallback('setTimeout', arguments.length);
      return set('setTimeout', callback, timeout, args, false);
    },
    setInterval(callback, timeout = 0, ...args) {
      needCallback('setInterval', arguments.length);
      return set('setInterval', callback, timeout, args, true);
    },
    clearTimeout(id = 0) { clear(id); },
    clearInterval(id = 0) { clear(id); },
    queueMicrotask(callback) {
      if (typeof callback !== 'function')
        throw new TypeError('queueMicrotask: the argument must be a function.');
      PromisePrototypeThen(settled, () => {
        try {
          callback();
        } catch (error) {
          hooks.reportException(error);
        }
      });
    },
  };

  function clear(id) {
    const number = toLong(id);
    const timer = timers.get(number);
    if (timer === undefined) return;
    timers.delete(number);
    if (timer.span !== undefined) native.clearTimer(number, timer.span);
  }

  hooks.fireTimer = (id) => {
    const timer = timers.get(id);
    const { callback, args } = timer;
    // While it runs it is in no heap: clearing it then only forgets it.
    timer.span = undefined;
    if (!timer.repeat) timers.delete(id);
    nesting = timer.nesting;
    try {
      if (typeof callback !== 'function') evaluate(callback);
      else if (args.length === 0) FunctionPrototypeCall(callback, global);
      else ReflectApply(callback, global, args);
    } finally {
      nesting = 0;
      if (timer.repeat && timers.has(id)) {
        timer.nesting++;
        start(id, timer);
      }
    }
  };

  // Animation frames: 60 a second; a frame that is wanted does not keep the run alive.
  let frames = new SafeMap();
  let lastFrame = 0;

  operations.requestAnimationFrame = function requestAnimationFrame(callback) {
    if (typeof callback !== 'function')
      throw new TypeError('requestAnimationFrame: the argument must be a function.');
    frames.set(++lastFrame, callback);
    native.wantFrame(true);
    return lastFrame;
  };

  operations.cancelAnimationFrame = function cancelAnimationFrame(handle) {
    frames.delete(toLong(handle));
    if (frames.size === 0) native.wantFrame(false);
  };

  hooks.fireFrame = () => {
    const now = native.now();
    const due = frames;
    frames = new SafeMap();
    due.forEach((callback) => {
      try {
        FunctionPrototypeCall(callback, global, now);
      } catch (error) {
        hooks.reportException(error);
      }
    });
  };

  operations.setBackgroundTimer = setBackgroundTimer;
  return operations;
})
