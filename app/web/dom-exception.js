// SPDX-License-Identifier: GPL-3.0-or-later
//
// dom-exception.js: DOMException (Web IDL, "DOMException").
(function (heddle) {
  'use strict';

  const {
    ArrayPrototypeFilter, ArrayPrototypeJoin, ErrorCaptureStackTrace, ErrorPrototype, ObjectSetPrototypeOf, StringPrototypeIncludes,
    StringPrototypeSplit,
  } = heddle.primordials;
  const { converters, define, shapeInterface } = heddle.use('webidl.js');

  const names = [
    'IndexSizeError', '', 'HierarchyRequestError', 'WrongDocumentError', 'InvalidCharacterError', '',
    'NoModificationAllowedError', 'NotFoundError', 'NotSupportedError', 'InUseAttributeError', 'InvalidStateError',
    'SyntaxError', 'InvalidModificationError', 'NamespaceError', 'InvalidAccessError', '', 'TypeMismatchError',
    'SecurityError', 'NetworkError', 'AbortError', 'URLMismatchError', 'QuotaExceededError', 'TimeoutError',
    'InvalidNodeTypeError', 'DataCloneError',
  ];
  const constants = [
    'INDEX_SIZE_ERR', 'DOMSTRING_SIZE_ERR', 'HIERARCHY_REQUEST_ERR', 'WRONG_DOCUMENT_ERR', 'INVALID_CHARACTER_ERR',
    'NO_DATA_ALLOWED_ERR', 'NO_MODIFICATION_ALLOWED_ERR', 'NOT_FOUND_ERR', 'NOT_SUPPORTED_ERR', 'INUSE_ATTRIBUTE_ERR',
    'INVALID_STATE_ERR', 'SYNTAX_ERR', 'INVALID_MODIFICATION_ERR', 'NAMESPACE_ERR', 'INVALID_ACCESS_ERR',
    'VALIDATION_ERR', 'TYPE_MISMATCH_ERR', 'SECURITY_ERR', 'NETWORK_ERR', 'ABORT_ERR', 'URL_MISMATCH_ERR',
    'QUOTA_EXCEEDED_ERR', 'TIMEOUT_ERR', 'INVALID_NODE_TYPE_ERR', 'DATA_CLONE_ERR',
  ];
  const codes = { __proto__: null };
  const numbers = { __proto__: null };
  for (let i = 0; i < names.length; i++) {
    if (names[i]) codes[names[i]] = i + 1;
    numbers[constants[i]] = i + 1;
  }

  // The program's own frames; ours are never shown.
  function captureStack(exception) {
    const holder = { __proto__: null };
    ErrorCaptureStackTrace(holder, DOMException);
    const lines = StringPrototypeSplit(`${holder.stack ?? ''}`, '\n');
    const stack = ArrayPrototypeJoin(ArrayPrototypeFilter(lines, (line) => !StringPrototypeIncludes(line, 'heddle:')), '\n');
    define(exception, 'stack', { value: stack, writable: true, configurable: true, enumerable: false });
  }

  class DOMException {
    #message;
    #name;

    constructor(message = '', name = 'Error') {
      this.#message = converters.DOMString(message);
      this.#name = converters.DOMString(name);
      captureStack(this);
    }

    get name() { return this.#name; }
    get message() { return this.#message; }
    get code() { return codes[this.#name] ?? 0; }

    static {
      isDOMException = (value) => typeof value === 'object' && value !== null && #name in value;
    }
  }
  var isDOMException;
  ObjectSetPrototypeOf(DOMException.prototype, ErrorPrototype);
  shapeInterface(DOMException, numbers);

  return { DOMException, isDOMException };
})
