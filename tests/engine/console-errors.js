// Errors, without their stacks: those differ by engine. A name in brackets is what Node prints then.
function bare(error) {
  error.stack = error.stack.replace(/\n[^]*/, '').includes(': ') ? `${error.name}: ${error.message}` : `${error.name}: ${error.message}`;
  return error;
}
class ValidationError extends Error { constructor(m) { super(m); this.name = 'ValidationError'; this.field = 'age'; } }
class NotNamed extends Error {}
class Special extends TypeError { code = 'E_SPECIAL'; }
console.log(bare(new Error('plain')), bare(new TypeError('typed')), [bare(new RangeError('in array'))], { e: bare(new Error('in object')) });
console.log(bare(new ValidationError('too young')), bare(new NotNamed('not named')), bare(new Special('special')));
console.log(Object.assign(bare(new Error('with props')), { code: 'ENOENT', errno: -2, path: 'x' }));
console.log({ a: { b: bare(new Error('deep')) } }, { a: { b: { c: { d: bare(new Error('deeper')) } } } }, { a: { b: { c: Object.assign(bare(new Error('props')), { x: 1 }) } } });
const withCause = bare(new Error('outer', { cause: bare(new Error('inner', { cause: 'root' })) }));
console.log(withCause, bare(new Error('cause', { cause: { code: 1 } })), bare(new Error('nothing', { cause: undefined })));
console.log(bare(new AggregateError([bare(new Error('first')), 'second', 3], 'several')), bare(new AggregateError([], 'none')));
const bareName = new Error('renamed');
bareName.name = 'CustomError';
console.log(bare(bareName));
const noStack = new Error('no stack');
noStack.stack = undefined;
console.log(noStack, [noStack]);
const emptyMessage = new Error();
emptyMessage.stack = undefined;
console.log(emptyMessage);
const textStack = new Error('text');
textStack.stack = 'my own stack\n    at somewhere (else.js:1:1)';
console.log(textStack, { textStack });
const numberStack = new Error('number');
numberStack.stack = 42;
console.log(numberStack);
console.log(bare(new Error('line one\nline two')), { nested: bare(new Error('line one\nline two')) });
console.log(Object.create(Error.prototype), Object.create(new Error('proto')) instanceof Error);
const nullProto = bare(new Error('null prototype'));
Object.setPrototypeOf(nullProto, null);
console.log(nullProto);
const enumerable = bare(new Error('visible'));
Object.defineProperty(enumerable, 'message', { enumerable: true });
console.log(enumerable);
const circular = bare(new Error('circular'));
circular.self = circular;
console.log(circular);
const causeLoop = bare(new Error('loop'));
causeLoop.cause = causeLoop;
console.log(causeLoop);
console.log(new Map([[bare(new Error('key')), bare(new Error('value'))]]), new Set([bare(new Error('member'))]));
console.log(Promise.reject(bare(new Error('rejected'))).catch(() => {}) instanceof Promise);
const rejected = Promise.reject(bare(new Error('reason')));
rejected.catch(() => {});
console.log(rejected);
console.log('%s', bare(new Error('as text')), bare(new Error('after')));
console.log('%s|%d|%i|%j', bare(new Error('all')), bare(new Error('n')), bare(new Error('i')), bare(new Error('j')));
class WithGetter extends Error { get name() { return 'GetterError'; } }
console.log(bare(new WithGetter('getter')));
class Toned extends Error { toString() { return 'toned'; } }
console.log(bare(new Toned('tone')), `${new Toned('x')}`, '%s', 1);
console.log('%s', bare(new Toned('tone')));
console.log(bare(new Error('')), bare(new Error('ends with colon:')), bare(new SyntaxError('syntax')), bare(new EvalError('eval')), bare(new URIError('uri')));
