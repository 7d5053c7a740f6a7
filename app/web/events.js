// SPDX-License-Identifier: GPL-3.0-or-later
//
// events.js: Event and EventTarget (DOM standard, "Events"). There is no tree: an event's path is its target alone.
// The kinds of events are in event-types.js and ui-events.js, onmessage and its like in event-handlers.js, reporting and
// the global object's part in reporting.js; what others need of these, they take from here.
(function (heddle) {
  'use strict';

  const { ObjectDefineProperty, ObjectGetOwnPropertyDescriptor, ReflectApply, SafeMap, TypeError } = heddle.primordials;
  const { converters, illegalInvocation, isObject, requireArguments, shapeInterface } = heddle.use('webidl.js');
  const { native, global } = heddle;
  const { DOMString } = converters;

  const NONE = 0;
  const AT_TARGET = 2;
  const BUBBLES = 1;
  const CANCELABLE = 2;
  const COMPOSED = 4;
  const CANCELED = 8;
  const STOPPED = 16;
  const STOPPED_AT_ONCE = 32;
  const PASSIVE = 64;
  const DISPATCHED = 128;
  const INITIALIZED = 256;
  const TRUSTED = 512;

  let state; // what dispatching does inside of events
  let isEvent;

  class Event {
    #type;
    #flags = INITIALIZED;
    #target = null;
    #currentTarget = null;
    #timeStamp;

    constructor(type, eventInitDict = undefined) {
      requireArguments(arguments.length, 1, "construct 'Event'");
      this.#type = DOMString(type);
      if (eventInitDict !== undefined && eventInitDict !== null) {
        if (!isObject(eventInitDict)) throw new TypeError("Failed to construct 'Event': parameter 2 is not an object.");
        if (eventInitDict.bubbles) this.#flags |= BUBBLES;
        if (eventInitDict.cancelable) this.#flags |= CANCELABLE;
        if (eventInitDict.composed) this.#flags |= COMPOSED;
      }
      this.#timeStamp = native.now();
      ObjectDefineProperty(this, 'isTrusted', isTrustedDescriptor);
    }

    get type() { return this.#type; }
    get target() { return this.#target; }
    get srcElement() { return this.#target; }
    get currentTarget() { return this.#currentTarget; }
    composedPath() { return this.#currentTarget === null ? [] : [this.#currentTarget]; }
    get eventPhase() { return this.#currentTarget === null ? NONE : AT_TARGET; }

    stopPropagation() { this.#flags |= STOPPED; }
    get cancelBubble() { return (this.#flags & STOPPED) !== 0; }
    set cancelBubble(value) { this.#flags |= value ? STOPPED : 0; }
    stopImmediatePropagation() { this.#flags |= STOPPED | STOPPED_AT_ONCE; }

    get bubbles() { return (this.#flags & BUBBLES) !== 0; }
    get cancelable() { return (this.#flags & CANCELABLE) !== 0; }
    get returnValue() { return (this.#flags & CANCELED) === 0; }
    set returnValue(value) { this.#cancel(!value); }
    preventDefault() { this.#cancel(true); }
    get defaultPrevented() { return (this.#flags & CANCELED) !== 0; }
    get composed() { return (this.#flags & COMPOSED) !== 0; }
    get timeStamp() { return this.#timeStamp; }

    initEvent(type, bubbles = false, cancelable = false) {
      requireArguments(arguments.length, 1, "execute 'initEvent' on 'Event'");
      const name = DOMString(type);
      if (this.#flags & DISPATCHED) return;
      this.#flags = INITIALIZED | (bubbles ? BUBBLES : 0) | (cancelable ? CANCELABLE : 0) | (this.#flags & COMPOSED);
      this.#target = null;
      this.#type = name;
    }

    #cancel(wanted) {
      if (wanted && (this.#flags & (CANCELABLE | PASSIVE)) === CANCELABLE) this.#flags |= CANCELED;
    }

    static {
      isEvent = (value) => isObject(value) && #flags in value;
      state = {
        isTrusted(event) { return (event.#flags & TRUSTED) !== 0; },
        trust(event) { event.#flags |= TRUSTED; },
        stamp(event, time) { event.#timeStamp = time; },
        distrust(event) { event.#flags &= ~TRUSTED; },
        canDispatch(event) { return (event.#flags & (DISPATCHED | INITIALIZED)) === INITIALIZED; },
        start(event, target) {
          event.#flags |= DISPATCHED;
          event.#target = event.#currentTarget = target;
        },
        end(event) {
          event.#flags &= ~(DISPATCHED | STOPPED | STOPPED_AT_ONCE);
          event.#currentTarget = null;
          return (event.#flags & CANCELED) === 0;
        },
        setPassive(event, passive) { if (passive) event.#flags |= PASSIVE; else event.#flags &= ~PASSIVE; },
        isStopped(event) { return (event.#flags & STOPPED) !== 0; },
        isStoppedAtOnce(event) { return (event.#flags & STOPPED_AT_ONCE) !== 0; },
      };
    }
  }

  const isTrustedDescriptor = ObjectGetOwnPropertyDescriptor({
    get isTrusted() {
      if (!isEvent(this)) throw illegalInvocation();
      return state.isTrusted(this);
    },
  }, 'isTrusted');
  isTrustedDescriptor.configurable = false;

  shapeInterface(Event, { NONE, CAPTURING_PHASE: 1, AT_TARGET, BUBBLING_PHASE: 3 });

  // Listeners by type. A list is copied when one is taken out, so that a dispatch under way walks over a list that only
  // grows at its end.
  let tableOf;
  const globalTable = new SafeMap();

  class EventTarget {
    #table = null;

    constructor() {}

    addEventListener(type, callback, options = undefined) {
      requireArguments(arguments.length, 2, "execute 'addEventListener' on 'EventTarget'");
      const target = this ?? global;
      const table = tableOf(target);
      const name = DOMString(type);
      checkCallback(callback, 'addEventListener');
      const flags = flattenMore(options);
      if (flags.signal && heddle.use('abort.js').isAborted(flags.signal)) return;
      if (callback === null || callback === undefined) return;
      if (find(table.get(name), callback, flags.capture)) return;
      const listener = addListener(table, name, callback, flags.capture, flags.once, flags.passive);
      if (flags.signal) heddle.use('abort.js').addAbortAlgorithm(flags.signal, () => removeListener(table, name, listener));
    }

    removeEventListener(type, callback, options = undefined) {
      requireArguments(arguments.length, 2, "execute 'removeEventListener' on 'EventTarget'");
      const table = tableOf(this ?? global);
      const name = DOMString(type);
      checkCallback(callback, 'removeEventListener');
      const listener = find(table.get(name), callback, flattenCapture(options));
      if (listener) removeListener(table, name, listener);
    }

    dispatchEvent(event) {
      requireArguments(arguments.length, 1, "execute 'dispatchEvent' on 'EventTarget'");
      const target = this ?? global;
      tableOf(target);
      if (!isEvent(event))
        throw new TypeError("Failed to execute 'dispatchEvent' on 'EventTarget': parameter 1 is not of type 'Event'.");
      if (!state.canDispatch(event)) {
        const { DOMException } = heddle.use('dom-exception.js');
        throw new DOMException(
          "Failed to execute 'dispatchEvent' on 'EventTarget': The event is already being dispatched.", 'InvalidStateError');
      }
      state.distrust(event);
      return dispatch(target, event);
    }

    static {
      tableOf = (target) => {
        if (target === global) return globalTable;
        if (!isObject(target) || !(#table in target)) throw illegalInvocation();
        return target.#table ??= new SafeMap();
      };
    }
  }
  shapeInterface(EventTarget);

  function checkCallback(callback, operation) {
    if (callback !== null && callback !== undefined && !isObject(callback))
      throw new TypeError(`Failed to execute '${operation}' on 'EventTarget': parameter 2 is not of type 'Object'.`);
  }

  // What the user can do on the page: a run for a person goes on as long as the global listens for one of these.
  const inputTypes = {
    __proto__: null, click: true, dblclick: true, mousedown: true, mouseup: true, mousemove: true, keydown: true, keyup: true,
    input: true, change: true,
  };

  function countInputListener(table, name, change) {
    if (table === globalTable && inputTypes[name] && !native.isWorker) native.countInputListeners(change);
  }

  function flattenCapture(options) {
    return isObject(options) ? !!options.capture : !!options;
  }

  const noOptions = { __proto__: null, capture: false, once: false, passive: false, signal: undefined };

  function flattenMore(options) {
    if (options === undefined || options === null) return noOptions;
    if (!isObject(options)) return { __proto__: null, capture: !!options, once: false, passive: false, signal: undefined };
    const capture = !!options.capture;
    const once = !!options.once;
    const passive = !!options.passive;
    const signal = options.signal;
    if (signal !== undefined && !heddle.use('abort.js').isAbortSignal(signal))
      throw new TypeError("Failed to execute 'addEventListener' on 'EventTarget': member signal is not of type 'AbortSignal'.");
    return { __proto__: null, capture, once, passive, signal };
  }

  function find(list, callback, capture) {
    if (list === undefined) return null;
    for (let i = 0; i < list.length; i++)
      if (list[i].callback === callback && list[i].capture === capture && !list[i].handler) return list[i];
    return null;
  }

  // `handler` marks the listener of an event handler attribute, which no one can find by its callback.
  function addListener(table, name, callback, capture, once, passive, handler = false) {
    const listener = { __proto__: null, callback, capture, once, passive, handler, removed: false };
    const list = table.get(name);
    if (list) list[list.length] = listener;
    else table.set(name, [listener]);
    countInputListener(table, name, 1);
    return listener;
  }

  function removeListener(table, name, listener) {
    listener.removed = true;
    const list = table.get(name);
    if (!list) return;
    const rest = [];
    for (let i = 0; i < list.length; i++) if (list[i] !== listener) rest[rest.length] = list[i];
    if (rest.length < list.length) countInputListener(table, name, -1);
    if (rest.length > 0) table.set(name, rest);
    else table.delete(name);
  }

  function callListener(listener, event, target) {
    const { callback } = listener;
    try {
      if (typeof callback === 'function') return void ReflectApply(callback, target, [event]);
      const { handleEvent } = callback;
      if (typeof handleEvent !== 'function') throw new TypeError('The event listener\'s handleEvent is not a function.');
      ReflectApply(handleEvent, callback, [event]);
    } catch (error) {
      heddle.hooks.reportException(error);
    }
  }

  function invoke(table, type, event, target, capture) {
    const list = table.get(type);
    if (list === undefined || state.isStopped(event)) return;
    const n = list.length; // what is added from now on does not hear this event
    for (let i = 0; i < n; i++) {
      const listener = list[i];
      if (listener.removed || listener.capture !== capture) continue;
      if (listener.once) removeListener(table, type, listener);
      if (listener.passive) state.setPassive(event, true);
      callListener(listener, event, target);
      if (listener.passive) state.setPassive(event, false);
      if (state.isStoppedAtOnce(event)) return;
    }
  }

  function dispatch(target, event) {
    const table = tableOf(target);
    const type = eventType(event);
    state.start(event, target);
    invoke(table, type, event, target, true);
    invoke(table, type, event, target, false);
    return state.end(event);
  }

  const eventType = heddle.primordials.uncurryThis(ObjectGetOwnPropertyDescriptor(Event.prototype, 'type').get);

  // Dispatches an event of Heddle's own; false when a listener cancelled it.
  // `time`, where it is given, is when what the event is about happened, in milliseconds from the time origin.
  function dispatchTrusted(target, event, time = undefined) {
    state.trust(event);
    if (time !== undefined) state.stamp(event, time);
    return dispatch(target, event);
  }

  function hasListeners(target, type) {
    return tableOf(target).has(type);
  }

  function isEventTarget(value) {
    try {
      return !!tableOf(value);
    } catch {
      return false;
    }
  }

  return {
    __proto__: null,
    Event, EventTarget, isEvent, isEventTarget, dispatchTrusted, hasListeners, tableOf, addListener, removeListener,
    get CustomEvent() { return heddle.use('event-types.js').CustomEvent; },
    get MessageEvent() { return heddle.use('event-types.js').MessageEvent; },
    get ErrorEvent() { return heddle.use('event-types.js').ErrorEvent; },
    get PromiseRejectionEvent() { return heddle.use('event-types.js').PromiseRejectionEvent; },
    get ProgressEvent() { return heddle.use('event-types.js').ProgressEvent; },
    get defineEventHandler() { return heddle.use('event-handlers.js').defineEventHandler; },
  };
})
