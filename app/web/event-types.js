// SPDX-License-Identifier: GPL-3.0-or-later
//
// event-types.js: the kinds of events that have nothing to do with a page: custom, message, error, rejection, progress.
(function (heddle) {
  'use strict';

  const { ObjectDefineProperty, ObjectFreeze, TypeError } = heddle.primordials;
  const { converters, isObject, requireArguments, shapeInterface } = heddle.use('webidl.js');
  const { Event, isEvent } = heddle.use('events.js');
  const { DOMString, USVString } = converters;

  // A member of an init dictionary, or its default.
  function member(init, name, convert, fallback) {
    const value = init === undefined || init === null ? undefined : init[name];
    return value === undefined ? fallback : convert(value);
  }

  const any = (value) => value;
  const unsignedLong = (value) => converters['unsigned long'](value);
  const double = (value) => converters.double(value);

  class CustomEvent extends Event {
    #detail;

    constructor(type, eventInitDict = undefined) {
      requireArguments(arguments.length, 1, "construct 'CustomEvent'");
      super(type, eventInitDict);
      this.#detail = member(eventInitDict, 'detail', any, null);
    }

    get detail() { return this.#detail; }

    initCustomEvent(type, bubbles = false, cancelable = false, detail = null) {
      requireArguments(arguments.length, 1, "execute 'initCustomEvent' on 'CustomEvent'");
      const dispatched = this.#detail !== undefined && isEvent(this) && this.currentTarget !== null;
      this.initEvent(type, bubbles, cancelable);
      if (!dispatched) this.#detail = detail;
    }
  }
  shapeInterface(CustomEvent);

  let isMessagePort = () => false;

  function toPort(value) {
    if (!isMessagePort(value)) throw new TypeError("Failed to convert value to 'MessagePort'.");
    return value;
  }

  function toSource(value) {
    if (value === null || value === heddle.global || isMessagePort(value)) return value;
    throw new TypeError("Failed to construct 'MessageEvent': member source is not of type 'MessageEventSource'.");
  }

  const noPorts = ObjectFreeze([]);
  let createMessageEvent;

  class MessageEvent extends Event {
    #data = null;
    #origin = '';
    #lastEventId = '';
    #source = null;
    #ports = noPorts;

    constructor(type, eventInitDict = undefined) {
      requireArguments(arguments.length, 1, "construct 'MessageEvent'");
      super(type, eventInitDict);
      if (eventInitDict === undefined || eventInitDict === null) return;
      this.#data = member(eventInitDict, 'data', any, null);
      this.#lastEventId = member(eventInitDict, 'lastEventId', DOMString, '');
      this.#origin = member(eventInitDict, 'origin', USVString, '');
      this.#ports = member(eventInitDict, 'ports', toPorts, noPorts);
      this.#source = member(eventInitDict, 'source', toSource, null);
    }

    get data() { return this.#data; }
    get origin() { return this.#origin; }
    get lastEventId() { return this.#lastEventId; }
    get source() { return this.#source; }
    get ports() { return this.#ports; }

    initMessageEvent(type, bubbles = false, cancelable = false, data = null, origin = '', lastEventId = '', source = null,
      ports = []) {
      requireArguments(arguments.length, 1, "execute 'initMessageEvent' on 'MessageEvent'");
      const from = USVString(origin);
      const id = DOMString(lastEventId);
      const sender = toSource(source);
      const list = toPorts(ports);
      const dispatched = this.currentTarget !== null;
      this.initEvent(type, bubbles, cancelable);
      if (dispatched) return;
      this.#data = data;
      this.#origin = from;
      this.#lastEventId = id;
      this.#source = sender;
      this.#ports = list;
    }

    static {
      // The short way for messages that arrive: no dictionary is made and taken apart. `ports` may be undefined.
      createMessageEvent = (type, data, origin, source, ports) => {
        const event = new MessageEvent(type);
        event.#data = data;
        if (origin) event.#origin = origin;
        if (source) event.#source = source;
        if (ports?.length) event.#ports = ObjectFreeze(ports);
        return event;
      };
    }
  }
  shapeInterface(MessageEvent);
  ObjectDefineProperty(MessageEvent.prototype.initMessageEvent, 'length',
    { __proto__: null, value: 1, configurable: true });

  function toPorts(value) {
    return ObjectFreeze(converters.sequence(value, toPort, "Failed to construct 'MessageEvent': member ports"));
  }

  class ErrorEvent extends Event {
    #message;
    #filename;
    #lineno;
    #colno;
    #error;

    constructor(type, eventInitDict = undefined) {
      requireArguments(arguments.length, 1, "construct 'ErrorEvent'");
      super(type, eventInitDict);
      this.#colno = member(eventInitDict, 'colno', unsignedLong, 0);
      this.#error = member(eventInitDict, 'error', any, undefined);
      this.#filename = member(eventInitDict, 'filename', USVString, '');
      this.#lineno = member(eventInitDict, 'lineno', unsignedLong, 0);
      this.#message = member(eventInitDict, 'message', DOMString, '');
    }

    get message() { return this.#message; }
    get filename() { return this.#filename; }
    get lineno() { return this.#lineno; }
    get colno() { return this.#colno; }
    get error() { return this.#error; }
  }
  shapeInterface(ErrorEvent);

  class PromiseRejectionEvent extends Event {
    #promise;
    #reason;

    constructor(type, eventInitDict) {
      requireArguments(arguments.length, 2, "construct 'PromiseRejectionEvent'");
      super(type, eventInitDict);
      const promise = isObject(eventInitDict) ? eventInitDict.promise : undefined;
      if (!isObject(promise))
        throw new TypeError("Failed to construct 'PromiseRejectionEvent': required member promise is not an object.");
      this.#promise = promise;
      this.#reason = member(eventInitDict, 'reason', any, undefined);
    }

    get promise() { return this.#promise; }
    get reason() { return this.#reason; }
  }
  shapeInterface(PromiseRejectionEvent);

  class ProgressEvent extends Event {
    #lengthComputable;
    #loaded;
    #total;

    constructor(type, eventInitDict = undefined) {
      requireArguments(arguments.length, 1, "construct 'ProgressEvent'");
      super(type, eventInitDict);
      this.#lengthComputable = member(eventInitDict, 'lengthComputable', converters.boolean, false);
      this.#loaded = member(eventInitDict, 'loaded', double, 0);
      this.#total = member(eventInitDict, 'total', double, 0);
    }

    get lengthComputable() { return this.#lengthComputable; }
    get loaded() { return this.#loaded; }
    get total() { return this.#total; }
  }
  shapeInterface(ProgressEvent);

  return {
    CustomEvent, MessageEvent, ErrorEvent, PromiseRejectionEvent, ProgressEvent, createMessageEvent, member,
    // messaging says what a MessagePort is.
    setIsMessagePort(check) { isMessagePort = check; },
  };
})
