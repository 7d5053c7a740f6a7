// AbortController and AbortSignal: DOM standard, "Aborting ongoing activities".
const controller = new AbortController();
const a = AbortSignal.any([controller.signal]);
const b = AbortSignal.any([a, a, new AbortController().signal]);
b.onabort = (event) => console.log('b', event.isTrusted, event.type, b.reason.name, b.reason.message, b.reason.code);
a.addEventListener('abort', () => console.log('a'));
controller.signal.onabort = function () { console.log('source', this.aborted, a.aborted, b.aborted); };
console.log(controller.signal.aborted, controller.signal.reason, a.aborted);
controller.abort();
controller.abort('again');
console.log(controller.signal.reason === a.reason, a.reason === b.reason, controller.signal === controller.signal);
console.log(AbortSignal.any([]).aborted, AbortSignal.any([AbortSignal.abort(1), AbortSignal.abort(2)]).reason);
console.log(AbortSignal.abort().reason.name, AbortSignal.abort(null).reason, AbortSignal.abort(undefined).reason.name);
try { AbortSignal.abort('why').throwIfAborted(); } catch (error) { console.log(error); }
console.log(new AbortController().signal.throwIfAborted());

const isTypeError = (body) => { try { body(); return false; } catch (error) { return error instanceof TypeError; } };
console.log(isTypeError(() => new AbortSignal()), isTypeError(() => AbortSignal.timeout()), isTypeError(() => AbortSignal.any([1])));
console.log(isTypeError(() => AbortSignal.any()), isTypeError(() => Reflect.get(AbortSignal.prototype, 'aborted', {})));

// A time-out does not keep the program alive.
AbortSignal.timeout(1e6);
const soon = AbortSignal.timeout(1);
soon.onabort = () => {
  console.log(soon.reason.name, soon.reason.message, soon.reason.code, soon.reason instanceof DOMException);
  clearTimeout(guard);
};
const guard = setTimeout(() => console.log('the time-out never came'), 1e5);
