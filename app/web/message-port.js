// SPDX-License-Identifier: GPL-3.0-or-later
//
// message-port.js: MessageChannel and MessagePort (HTML, "Channel messaging"), and the arrival of all messages: those of
// workers and broadcast channels come the same way. The ports themselves are in port.c.
//
// A message's form says how its tree is to be read: 0 as it is; 1 with marks (clone-encode.js); 2 a list of the tree and
// what was transferred.
(function (heddle) {
  'use strict';

  const { ArrayBufferPrototypeGetByteLength, SymbolIterator } = heddle.primordials;
  const { illegalConstructor, isObject, requireArguments, shapeInterface, converters } = heddle.use('webidl.js');
  const { Event, EventTarget, dispatchTrusted } = heddle.use('events.js');
  const { createMessageEvent, setIsMessagePort } = heddle.use('event-types.js');
  const { defineEventHandler } = heddle.use('event-handlers.js');
  const { serialize, deserialize, receiveTransfers, toText, transferOf } = heddle.use('structured-clone.js');
  const { native } = heddle;

  const PLAIN = 0;
  const MARKED = 1;
  const WITH_TRANSFERS = 2;

  function countTransferred(message) {
    let count = 0;
    for (let i = 0; i < message.transfers.length; i++)
      if (message.transfers[i].kind === 'buffer')
        count += ArrayBufferPrototypeGetByteLength(message.buffers[message.transfers[i].index]);
    return count;
  }

  // Sends a value through a native port; `send` is native.postMessage, or native.broadcast.
  function post(send, handle, value, transfer, where, source) {
    const message = serialize(value, transfer, where, true, source);
    if (message.transfers !== undefined)
      send(handle, toText([message.tree, message.transfers]), WITH_TRANSFERS, message.buffers, message.ports,
        countTransferred(message), message.shared);
    else if (message.shared !== undefined) send(handle, toText(message.tree), MARKED, message.buffers, undefined, 0, message.shared);
    else if (message.isSpecial) send(handle, toText(message.tree), MARKED, message.buffers);
    else send(handle, toText(message.tree));
  }

  // The second argument of all postMessage (): a sequence, or a dictionary.
  function transferArgument(options, where) {
    if (options === undefined || options === null) return undefined;
    if (isObject(options)) {
      const method = options[SymbolIterator];
      if (method !== undefined && method !== null)
        return converters.sequence(options, (item) => converters.object(item, `Failed to ${where}: a transferred value`),
          'transfer', method);
    }
    return transferOf(options, `Failed to ${where}: The provided value`);
  }

  function read(tree, form, buffers, handles, ports, shared) {
    if (form === undefined || form === PLAIN) return tree;
    if (form === MARKED) return deserialize(tree, buffers, shared);
    return deserialize(tree[0], buffers, shared, receiveTransfers(tree[1], buffers, handles, ports));
  }

  // The hook: a message has arrived at `target`. Without a tree, it could not be read.
  function receiveMessage(target, tree, form, buffers, handles, shared) {
    const ports = form === WITH_TRANSFERS ? [] : undefined;
    let event;
    try {
      if (tree === undefined) throw null;
      event = createMessageEvent('message', read(tree, form, buffers, handles, ports, shared), '', null, ports);
    } catch {
      event = createMessageEvent('messageerror', null, '', null, undefined);
    }
    dispatchTrusted(target, event);
  }

  const made = { __proto__: null };
  let isPort, isDetached, detach, adopt, startPort;

  class MessagePort extends EventTarget {
    #handle;

    constructor() {
      if (arguments[0] !== made) throw illegalConstructor();
      super();
      this.#handle = arguments[1];
    }

    postMessage(message, options = undefined) {
      const where = "execute 'postMessage' on 'MessagePort'";
      const handle = this.#handle;
      requireArguments(arguments.length, 1, where);
      const transfer = transferArgument(options, where);
      if (handle !== null) post(native.postMessage, handle, message, transfer, where, this);
      else serialize(message, transfer, where, true, this);
    }

    start() {
      startPort(this);
    }

    close() {
      const handle = this.#handle;
      this.#handle = null;
      if (handle !== null) native.closePort(handle);
    }

    static {
      isPort = (value) => isObject(value) && #handle in value;
      isDetached = (port) => port.#handle === null;
      detach = (port) => {
        const handle = port.#handle;
        port.#handle = null;
        native.detachPort(handle);
        return handle;
      };
      startPort = (port) => { if (port.#handle !== null) native.startPort(port.#handle, port); };
      adopt = (handle) => new MessagePort(made, handle);
    }
  }
  shapeInterface(MessagePort);
  defineEventHandler(MessagePort.prototype, 'message', (port, value) => { if (value !== null) startPort(port); });
  defineEventHandler(MessagePort.prototype, 'messageerror');
  defineEventHandler(MessagePort.prototype, 'close');
  setIsMessagePort(isPort);

  // The hook: the other end was closed.
  function portClosed(target) {
    dispatchTrusted(target, new Event('close'));
  }

  class MessageChannel {
    #port1;
    #port2;

    constructor() {
      const handles = native.makeChannel();
      this.#port1 = adopt(handles[0]);
      this.#port2 = adopt(handles[1]);
    }

    get port1() { return this.#port1; }
    get port2() { return this.#port2; }
  }
  shapeInterface(MessageChannel);

  return {
    MessageChannel, MessagePort, isPort, isDetached, detach, adopt, post, transferArgument, receiveMessage, portClosed,
  };
})
