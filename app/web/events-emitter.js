// SPDX-License-Identifier: GPL-3.0-or-later
//
// events-emitter.js: what `require('events')` gives: Node's EventEmitter.
(function (heddle) {
  'use strict';

  const {
    ArrayPrototypePush, ArrayPrototypeSlice, ArrayPrototypeSplice,
    ArrayPrototypeUnshift, Error, ObjectDefineProperty, Promise, ReflectApply, ReflectOwnKeys,
    Symbol,
  } = heddle.primordials;
  const { invalidArgument, makeError } = heddle.use('node-errors.js');

  const LISTENERS = Symbol('listeners');
  const MOST = Symbol('maxListeners');

  // A function, not a class: older programs call EventEmitter on an object of their own.
  function EventEmitter() {
    ensure(this);
  }

  function ensure(emitter) {
    if (emitter[LISTENERS] === undefined)
      ObjectDefineProperty(emitter, LISTENERS, { __proto__: null, value: { __proto__: null }, writable: true });
    return emitter[LISTENERS];
  }

  function listenersOf(emitter, name) {
    return emitter[LISTENERS]?.[name] ?? [];
  }

  function add(emitter, name, listener, put, original = undefined) {
    if (typeof (original ?? listener) !== 'function') throw invalidArgument('listener', 'of type function', listener);
    const all = ensure(emitter);
    if (all.newListener !== undefined) emitter.emit('newListener', name, original ?? listener);
    // A new array each time: an emit () under way goes on with the listeners that it began with.
    const list = ArrayPrototypeSlice(all[name] ?? []);
    put(list, listener);
    all[name] = list;
    return emitter;
  }

  function makeOnce(emitter, name, listener) {
    if (typeof listener !== 'function') throw invalidArgument('listener', 'of type function', listener);
    function once(...values) {
      emitter.removeListener(name, once);
      return ReflectApply(listener, emitter, values);
    }
    once.listener = listener;
    return once;
  }

  function unhandled(value) {
    if (value instanceof Error) return value;
    const error = makeError(Error, 'ERR_UNHANDLED_ERROR',
      `Unhandled error. (${typeof value === 'string' ? `'${value}'` : heddle.use('inspect.js').inspect(value)})`);
    error.context = value;
    return error;
  }

  const methods = {
    on(name, listener) { return add(this, name, listener, ArrayPrototypePush); },
    addListener(name, listener) { return add(this, name, listener, ArrayPrototypePush); },
    prependListener(name, listener) { return add(this, name, listener, ArrayPrototypeUnshift); },
    once(name, listener) { return add(this, name, makeOnce(this, name, listener), ArrayPrototypePush, listener); },
    prependOnceListener(name, listener) {
      return add(this, name, makeOnce(this, name, listener), ArrayPrototypeUnshift, listener);
    },

    removeListener(name, listener) {
      const list = listenersOf(this, name);
      for (let i = list.length - 1; i >= 0; i--) {
        if (list[i] !== listener && list[i].listener !== listener) continue;
        const rest = ArrayPrototypeSlice(list);
        ArrayPrototypeSplice(rest, i, 1);
        if (rest.length > 0) this[LISTENERS][name] = rest;
        else delete this[LISTENERS][name];
        if (this[LISTENERS].removeListener !== undefined) this.emit('removeListener', name, listener);
        break;
      }
      return this;
    },

    removeAllListeners(name) {
      const all = ensure(this);
      const names = name === undefined ? ReflectOwnKeys(all) : [name];
      for (let i = 0; i < names.length; i++) delete all[names[i]];
      return this;
    },

    emit(name, ...values) {
      const list = listenersOf(this, name);
      if (list.length === 0) {
        if (name === 'error') throw unhandled(values[0]);
        return false;
      }
      for (let i = 0; i < list.length; i++) ReflectApply(list[i], this, values);
      return true;
    },

    listeners(name) {
      const list = ArrayPrototypeSlice(listenersOf(this, name));
      for (let i = 0; i < list.length; i++) list[i] = list[i].listener ?? list[i];
      return list;
    },

    rawListeners(name) { return ArrayPrototypeSlice(listenersOf(this, name)); },
    listenerCount(name) { return listenersOf(this, name).length; },
    eventNames() { return this[LISTENERS] === undefined ? [] : ReflectOwnKeys(this[LISTENERS]); },
    getMaxListeners() { return this[MOST] ?? EventEmitter.defaultMaxListeners; },
    setMaxListeners(n) {
      ObjectDefineProperty(this, MOST, { __proto__: null, value: n, writable: true, configurable: true });
      return this;
    },
  };
  methods.off = methods.removeListener;
  const names = ReflectOwnKeys(methods);
  for (let i = 0; i < names.length; i++) EventEmitter.prototype[names[i]] = methods[names[i]];

  function onEvent(emitter, name, listener) {
    if (typeof emitter.once === 'function') emitter.once(name, listener);
    else emitter.addEventListener(name, listener, { once: true });
  }

  // A promise of the next event: an array of what its listeners are called with.
  EventEmitter.once = (emitter, name) => new Promise((resolve, reject) => {
    const onError = (error) => reject(error);
    onEvent(emitter, name, (...values) => {
      emitter.removeListener?.('error', onError);
      resolve(values);
    });
    if (name !== 'error' && typeof emitter.once === 'function') emitter.once('error', onError);
  });
  EventEmitter.listenerCount = (emitter, name) => emitter.listenerCount(name);
  EventEmitter.defaultMaxListeners = 10;
  EventEmitter.EventEmitter = EventEmitter;

  return { EventEmitter };
})
