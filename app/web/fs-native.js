// SPDX-License-Identifier: GPL-3.0-or-later
//
// fs-native.js: operations on files by the C half of fs.js, their errors as Node words them, and the checks of
// arguments that all of fs shares.
(function (heddle) {
  'use strict';

  const {
    Error, Promise, SafeMap, StringPrototypeIncludes, TypeError, decodeURIComponent,
  } = heddle.primordials;
  const { invalidArgument, makeError } = heddle.use('node-errors.js');
  const { native, hooks } = heddle;

  const READ = 0;
  const STAT = 1;
  const LSTAT = 2;
  const READDIR = 3;
  const ACCESS = 4;
  const OPEN = 5;
  const READ_AT = 6;
  const CLOSE = 7;
  const REALPATH = 8;
  const FORBIDDEN = -1;

  const SYSTEM_ERRORS = {
    __proto__: null,
    1: ['EPERM', 'operation not permitted'], 2: ['ENOENT', 'no such file or directory'], 5: ['EIO', 'i/o error'],
    6: ['ENXIO', 'no such device or address'], 9: ['EBADF', 'bad file descriptor'],
    12: ['ENOMEM', 'not enough memory'], 13: ['EACCES', 'permission denied'],
    20: ['ENOTDIR', 'not a directory'], 21: ['EISDIR', 'illegal operation on a directory'],
    22: ['EINVAL', 'invalid argument'], 23: ['ENFILE', 'file table overflow'], 24: ['EMFILE', 'too many open files'],
    27: ['EFBIG', 'file too large'], 36: ['ENAMETOOLONG', 'name too long'],
    40: ['ELOOP', 'too many symbolic links encountered'],
  };

  const callbacks = new SafeMap();
  let lastId = 0;

  // Errors of the system have no place in the program when they come from a task: then their stack is their name.
  function systemError(errno, syscall, path) {
    const known = SYSTEM_ERRORS[errno] ?? [`E${errno}`, 'unknown error'];
    const where = path === undefined ? '' : ` '${path}'`;
    const error = new Error(`${known[0]}: ${known[1]}, ${syscall}${where}`);
    error.errno = -errno;
    error.code = known[0];
    error.syscall = syscall;
    if (path !== undefined) error.path = path;
    return error;
  }

  function deniedError(message, path) {
    const error = makeError(Error, 'ERR_ACCESS_DENIED', message);
    error.permission = 'FileSystemRead';
    error.resource = path;
    return error;
  }

  function errorOf(answer, path) {
    if (answer[0] === FORBIDDEN) return deniedError(answer[2], path);
    return systemError(answer[0], answer[1], answer[1] === 'read' || answer[1] === 'close' ? undefined : path);
  }

  function runSync(operation, path, fd = -1, offset = -1, length = 0) {
    const answer = native.fileSync(operation, path, fd, offset, length);
    if (answer[0] !== 0) throw errorOf(answer, path);
    return answer[2];
  }

  hooks.fileDone = (id, answer) => {
    const { path, done } = callbacks.get(id);
    callbacks.delete(id);
    if (answer[0] !== 0) done(errorOf(answer, path));
    else done(null, answer[2]);
  };

  // Calls done (error, result) in a task of its own.
  function run(done, operation, path, fd = -1, offset = -1, length = 0) {
    callbacks.set(++lastId, { path, done });
    native.fileAsync(operation, path, fd, offset, length, lastId);
  }

  function runPromise(operation, path, fd, offset, length) {
    return new Promise((resolve, reject) => {
      run((error, result) => { if (error) reject(error); else resolve(result); }, operation, path, fd, offset, length);
    });
  }

  function pathOfURL(url) {
    if (url.protocol !== 'file:') 
      throw makeError(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
    return decodeURIComponent(url.pathname);
  }

  /* A path as the program gives it: a string, bytes or a file: URL. */
  function toPath(path, name = 'path') {
    if (typeof path === 'object' && path !== null) {
      const { Buffer } = heddle.use('buffer.js');
      if (heddle.use('buffer.js').isBytes(path)) path = Buffer.from(path).toString();
      else if (typeof path.href === 'string' && typeof path.pathname === 'string') path = pathOfURL(path);
    }
    if (typeof path !== 'string')
      throw invalidArgument(name, 'of type string or an instance of Buffer or URL', path);
    if (StringPrototypeIncludes(path, '\0'))
      throw makeError(TypeError, 'ERR_INVALID_ARG_VALUE',
        `The argument '${name}' must be a string, Uint8Array, or URL without null bytes. ` +
        `Received ${heddle.use('inspect.js').inspect(path)}`);
    return path;
  }

  function requireCallback(callback) {
    if (typeof callback !== 'function') throw invalidArgument('cb', 'of type function', callback);
    return callback;
  }

  return {
    READ, STAT, LSTAT, READDIR, ACCESS, OPEN, READ_AT, CLOSE, REALPATH,
    run, runSync, runPromise, toPath, requireCallback,
  };
})
