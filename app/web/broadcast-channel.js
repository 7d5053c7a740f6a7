// SPDX-License-Identifier: GPL-3.0-or-later
//
// broadcast-channel.js: BroadcastChannel (HTML, "Broadcasting to other browsing contexts").
(function (heddle) {
  'use strict';

  const { requireArguments, shapeInterface, converters } = heddle.use('webidl.js');
  const { EventTarget } = heddle.use('events.js');
  const { defineEventHandler } = heddle.use('event-handlers.js');
  const { DOMException } = heddle.use('dom-exception.js');
  const { post } = heddle.use('message-port.js');
  const { native } = heddle;

  class BroadcastChannel extends EventTarget {
    #name;
    #handle;
    #closed = false;

    constructor(name) {
      requireArguments(arguments.length, 1, "construct 'BroadcastChannel'");
      super();
      this.#name = converters.DOMString(name);
      this.#handle = native.openBroadcast(this, this.#name);
    }

    get name() { return this.#name; }

    postMessage(message) {
      const where = "execute 'postMessage' on 'BroadcastChannel'";
      const handle = this.#handle;
      requireArguments(arguments.length, 1, where);
      if (this.#closed) throw new DOMException(`Failed to ${where}: Channel is closed`, 'InvalidStateError');
      post(native.broadcast, handle, message, undefined, where, undefined);
    }

    close() {
      if (this.#closed) return;
      this.#closed = true;
      native.closeBroadcast(this.#handle);
    }
  }
  shapeInterface(BroadcastChannel);
  defineEventHandler(BroadcastChannel.prototype, 'message');
  defineEventHandler(BroadcastChannel.prototype, 'messageerror');

  return { BroadcastChannel };
})
