// DOMException: Web IDL.
const error = new DOMException('what', 'AbortError');
console.log(error.name, error.message, error.code, `${error}`, error instanceof Error, Object.prototype.toString.call(error));
console.log(new DOMException().name, new DOMException().message === '', new DOMException('x', 'NoSuchError').code);
console.log(DOMException.DATA_CLONE_ERR, error.INDEX_SIZE_ERR, DOMException.length, Object.keys(DOMException).length);
for (const name of ['IndexSizeError', 'NotFoundError', 'SyntaxError', 'TimeoutError', 'DataCloneError', 'EncodingError'])
  console.log(name, new DOMException('', name).code);
console.log(typeof error.stack, Object.getOwnPropertyDescriptor(DOMException.prototype, 'name').set);
try { DOMException.prototype.name; } catch (e) { console.log(e instanceof TypeError); }
