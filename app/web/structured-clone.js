// SPDX-License-Identifier: GPL-3.0-or-later
//
// structured-clone.js: structuredClone () (HTML, "Structured cloning"), and what messages are made of.
//
// serialize () gives { tree, isSpecial, buffers, shared, ports }: the tree is JSON; buffers, shared and ports lie beside
// it, for clone-decode.js to find by their number. When nothing is special, the tree is the clone.
(function (heddle) {
  'use strict';

  const {
    ArrayBufferPrototypeGetByteLength, ArrayBufferPrototypeGetDetached, ArrayBufferPrototypeGetMaxByteLength,
    ArrayBufferPrototypeGetResizable, ArrayBufferPrototypeSlice, ArrayBufferPrototypeTransfer,
    ArrayBufferPrototypeTransferToFixedLength, ArrayIsArray, ArrayPrototype, ArrayPrototypePush, JSONStringify, ObjectKeys,
    RangeError, SafeMap, TypedArrayPrototypeSet, Uint8Array,
  } = heddle.primordials;
  const { converters, requireArguments } = heddle.use('webidl.js');
  const { DOMException } = heddle.use('dom-exception.js');
  const { Encoder, isArrayBuffer } = heddle.use('clone-encode.js');
  const { Decoder } = heddle.use('clone-decode.js');
  const { native } = heddle;

  // Copies of an ArrayBuffer's bytes: for this thread, and in memory that any thread may keep.
  const copyHere = (buffer) => ArrayBufferPrototypeSlice(buffer, 0);

  function copyForAnyThread(buffer) {
    const copy = native.allocateBytes(ArrayBufferPrototypeGetByteLength(buffer));
    if (copy === undefined) throw new RangeError('Array buffer allocation failed');
    TypedArrayPrototypeSet(new Uint8Array(copy), new Uint8Array(buffer));
    return copy;
  }
  copyForAnyThread.forAnyThread = true;

  function dataCloneError(where, message) {
    return new DOMException(`Failed to ${where}: ${message}`, 'DataCloneError');
  }

  const isPort = (value) => heddle.use('message-port.js').isPort(value);

  // The numbers of what is transferred; a port that sends itself (`source`) is refused.
  function numberTransfers(transfer, where, source) {
    const numbers = new SafeMap();
    for (let i = 0; i < transfer.length; i++) {
      const value = transfer[i];
      if (!isArrayBuffer(value) && !isPort(value))
        throw dataCloneError(where, `Value at index ${i} does not have a transferable type.`);
      if (numbers.has(value)) throw dataCloneError(where, `Value at index ${i} is a duplicate of an earlier one.`);
      if (value === source) throw dataCloneError(where, 'A port cannot be transferred through itself.');
      numbers.set(value, i);
    }
    return numbers;
  }

  function detachBuffer(buffer, message) {
    const item = { kind: 'buffer', maxByteLength: -1, index: -1 };
    if (ArrayBufferPrototypeGetResizable(buffer)) item.maxByteLength = ArrayBufferPrototypeGetMaxByteLength(buffer);
    message.buffers ??= [];
    item.index = message.buffers.length;
    ArrayPrototypePush(message.buffers, message.isForAnyThread ? ArrayBufferPrototypeTransferToFixedLength(buffer)
      : ArrayBufferPrototypeTransfer(buffer));
    return item;
  }

  // StructuredSerializeWithTransfer, steps 3 to 5: nothing is detached unless everything can be.
  function detachAll(transfer, message, where) {
    for (let i = 0; i < transfer.length; i++) {
      const isDetached = isArrayBuffer(transfer[i]) ? ArrayBufferPrototypeGetDetached(transfer[i])
        : heddle.use('message-port.js').isDetached(transfer[i]);
      if (isDetached) throw dataCloneError(where, `Value at index ${i} is already detached.`);
    }
    message.transfers = [];
    for (let i = 0; i < transfer.length; i++) {
      if (isArrayBuffer(transfer[i])) {
        ArrayPrototypePush(message.transfers, detachBuffer(transfer[i], message));
      } else {
        message.ports ??= [];
        ArrayPrototypePush(message.transfers, { kind: 'port', maxByteLength: -1, index: message.ports.length });
        ArrayPrototypePush(message.ports, heddle.use('message-port.js').detach(transfer[i]));
      }
    }
  }

  function serialize(value, transfer, where, isForAnyThread, source) {
    const encoder = new Encoder(where, isForAnyThread ? copyForAnyThread : copyHere);
    const hasTransfers = transfer !== undefined && transfer.length > 0;
    if (hasTransfers) encoder.transferred = numberTransfers(transfer, where, source);
    const tree = encoder.run(value);
    const message = {
      tree, isSpecial: encoder.isSpecial, buffers: encoder.buffers, shared: encoder.shared, ports: undefined,
      transfers: undefined, isForAnyThread,
    };
    if (hasTransfers) detachAll(transfer, message, where);
    return message;
  }

  // The objects that were transferred, on the other side. `ports` collects the new ports.
  function receiveTransfers(transfers, buffers, handles, ports) {
    const received = [];
    for (let i = 0; i < transfers.length; i++) {
      const { kind, index, maxByteLength } = transfers[i];
      if (kind === 'port') {
        const port = heddle.use('message-port.js').adopt(handles[index]);
        ArrayPrototypePush(ports, port);
        ArrayPrototypePush(received, port);
      } else if (maxByteLength < 0 || ArrayBufferPrototypeGetResizable(buffers[index])) {
        ArrayPrototypePush(received, buffers[index]);
      } else {
        ArrayPrototypePush(received, new Decoder(buffers).decode({ '@': ['b', index, maxByteLength] }));
      }
    }
    return received;
  }

  // What was shared has come from another thread, or stays in this one.
  function deserialize(tree, buffers, shared, transferred, isFromOther = true) {
    const memory = shared && heddle.use('shared-memory.js');
    return new Decoder(buffers, shared, transferred, memory && (isFromOther ? memory.adopt : memory.share)).decode(tree);
  }

  // JSON.stringify, when the program gave the prototypes a toJSON method.
  function stringify(tree) {
    if (typeof tree !== 'object' || tree === null) return JSONStringify(tree);
    let text = '';
    if (ArrayIsArray(tree)) {
      for (let i = 0; i < tree.length; i++) text += (i ? ',' : '') + stringify(tree[i]);
      return `[${text}]`;
    }
    const keys = ObjectKeys(tree);
    for (let i = 0; i < keys.length; i++)
      text += `${i ? ',' : ''}${JSONStringify(keys[i])}:${stringify(tree[keys[i]])}`;
    return `{${text}}`;
  }

  function toText(tree) {
    return 'toJSON' in ArrayPrototype ? stringify(tree) : JSONStringify(tree);
  }

  const transferMember = [{
    name: 'transfer', fallback: () => [],
    convert: (value) => converters.sequence(value, (item) => converters.object(item, 'A transferred value'), 'transfer'),
  }];

  // A StructuredSerializeOptions dictionary.
  function transferOf(options, what) {
    return options === undefined || options === null ? undefined : converters.dictionary(options, transferMember, what).transfer;
  }

  function structuredClone(value, options = undefined) {
    const where = "execute 'structuredClone'";
    requireArguments(arguments.length, 1, where);
    const transfer = transferOf(options, `Failed to ${where}: The provided value`);
    const message = serialize(value, transfer, where, false, undefined);
    if (!message.isSpecial) return message.tree;
    const transferred = message.transfers && receiveTransfers(message.transfers, message.buffers, message.ports, []);
    return deserialize(message.tree, message.buffers, message.shared, transferred, false);
  }

  return { structuredClone, serialize, deserialize, receiveTransfers, toText, transferOf };
})
