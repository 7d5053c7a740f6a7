// SPDX-License-Identifier: GPL-3.0-or-later
//
// event-handlers.js: event handler IDL attributes: onmessage and its like (HTML standard, "Event handlers").
(function (heddle) {
  'use strict';

  const { ReflectApply, SafeWeakMap } = heddle.primordials;
  const { define, isObject } = heddle.use('webidl.js');
  const { addListener, removeListener, tableOf } = heddle.use('events.js');
  const handlers = new SafeWeakMap(); // target → { type: { value, listener } }

  // The global's onerror gets five arguments, and cancels by true instead of false.
  function callWith(value, event, target) {
    if (event.type === 'error' && target === heddle.global) {
      const { ErrorEvent } = heddle.use('event-types.js');
      if (event instanceof ErrorEvent) {
        const { message, filename, lineno, colno, error } = event;
        return ReflectApply(value, target, [message, filename, lineno, colno, error]) === true;
      }
    }
    return ReflectApply(value, target, [event]) === false;
  }

  function makeCallback(target, handler) {
    return (event) => {
      const { value } = handler;
      if (typeof value === 'function' && callWith(value, event, target)) event.preventDefault();
    };
  }

  // The handler keeps the place that it got when it was first set; null gives it up.
  function setHandler(target, type, value) {
    let all = handlers.get(target);
    if (!all) handlers.set(target, all = { __proto__: null });
    const handler = all[type] ??= { __proto__: null, value: null, listener: null };
    handler.value = isObject(value) ? value : null;
    const table = tableOf(target);
    if (handler.value === null && handler.listener) {
      removeListener(table, type, handler.listener);
      handler.listener = null;
    } else if (handler.value !== null && !handler.listener)
      handler.listener = addListener(table, type, makeCallback(target, handler), false, false, false, true);
  }

  function getHandler(target, type) {
    return handlers.get(target)?.[type]?.value ?? null;
  }

  // Defines `on` + type on an interface's prototype or on the global object. `changed (target, value)` is told of
  // each assignment (a MessagePort starts by its onmessage).
  function defineEventHandler(object, type, changed) {
    const name = `on${type}`;
    const accessor = {
      get [name]() {
        const target = this ?? heddle.global;
        tableOf(target);
        return getHandler(target, type);
      },
      set [name](value) {
        const target = this ?? heddle.global;
        setHandler(target, type, value);
        changed?.(target, getHandler(target, type));
      },
    };
    const { get, set } = heddle.primordials.ObjectGetOwnPropertyDescriptor(accessor, name);
    define(object, name, { get, set, enumerable: true, configurable: true });
  }

  return { defineEventHandler, getHandler, setHandler };
})
