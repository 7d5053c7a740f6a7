// SPDX-License-Identifier: GPL-3.0-or-later
//
// global-events.js: the global object as an EventTarget, and the interfaces that it is of. The engine does not let the
// global's prototype change, so that the operations are its own and `instanceof` asks for the object itself.
(function (heddle) {
  'use strict';

  const { ObjectSetPrototypeOf, SymbolHasInstance, SymbolToStringTag } = heddle.primordials;
  const { define, illegalConstructor } = heddle.use('webidl.js');
  const { EventTarget } = heddle.use('events.js');
  const { addEventListener, removeEventListener, dispatchEvent } = EventTarget.prototype;

  function makeScope(Scope, Parent) {
    ObjectSetPrototypeOf(Scope, Parent);
    ObjectSetPrototypeOf(Scope.prototype, Parent.prototype);
    define(Scope.prototype, SymbolToStringTag, { value: Scope.name, configurable: true });
    define(Scope, SymbolHasInstance, { value: (value) => value === heddle.global, configurable: true });
    return Scope;
  }

  const Window = makeScope(class Window { constructor() { throw illegalConstructor(); } }, EventTarget);
  const WorkerGlobalScope = makeScope(class WorkerGlobalScope { constructor() { throw illegalConstructor(); } }, EventTarget);
  const DedicatedWorkerGlobalScope = makeScope(
    class DedicatedWorkerGlobalScope { constructor() { throw illegalConstructor(); } }, WorkerGlobalScope);

  return {
    addEventListener, removeEventListener, dispatchEvent, Window, WorkerGlobalScope, DedicatedWorkerGlobalScope,
  };
})
