// SPDX-License-Identifier: GPL-3.0-or-later
//
// fs.js: what `require('fs')` and `require('fs/promises')` give: Node's functions for reading files. Nothing writes.
(function (heddle) {
  'use strict';

  const {
    ArrayPrototypeMap, Error, ObjectDefineProperty, Promise, StringPrototypeEndsWith, StringPrototypeSlice, TypeError,
    Uint8Array,
  } = heddle.primordials;
  const { invalidArgument, makeError } = heddle.use('node-errors.js');
  const { adopt, decode, encodingOf } = heddle.use('buffer.js');
  const { Dirent, makeStats } = heddle.use('fs-stats.js');
  const {
    READ, STAT, LSTAT, READDIR, ACCESS, REALPATH, run, runSync, runPromise, toPath, requireCallback,
  } = heddle.use('fs-native.js');

  const constants = { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, O_RDONLY: 0 };
  const WRITERS = [
    'appendFile', 'chmod', 'copyFile', 'cp', 'mkdir', 'mkdtemp', 'open', 'rename', 'rm', 'rmdir', 'symlink', 'truncate',
    'unlink', 'utimes', 'watch', 'writeFile',
  ];

  function readOptions(options) {
    if (options === undefined || options === null) return { encoding: undefined, signal: undefined };
    if (typeof options === 'string') return { encoding: checkEncoding(options), signal: undefined };
    if (typeof options !== 'object') throw invalidArgument('options', 'one of type string or object', options);
    const { encoding, flag = 'r', signal } = options;
    if (flag !== 'r' && flag !== 'rs')
      throw makeError(TypeError, 'ERR_INVALID_ARG_VALUE',
        'The argument \'flags\' must be \'r\': a program may only read files');
    return { encoding: encoding === undefined || encoding === null ? undefined : checkEncoding(encoding), signal };
  }

  function checkEncoding(encoding) {
    if (encoding === 'buffer') return undefined;
    try {
      return encodingOf(encoding);
    } catch {
      throw makeError(TypeError, 'ERR_INVALID_ARG_VALUE',
        `The argument 'encoding' is invalid encoding. Received '${encoding}'`);
    }
  }

  function contents(arrayBuffer, encoding) {
    if (encoding === undefined) return adopt(arrayBuffer);
    const bytes = new Uint8Array(arrayBuffer);
    return decode(bytes, encoding, 0, bytes.length);
  }

  function abortError(signal) {
    const error = makeError(Error, 'ABORT_ERR', 'The operation was aborted');
    ObjectDefineProperty(error, 'name', { __proto__: null, value: 'AbortError', writable: true, configurable: true });
    ObjectDefineProperty(error, 'cause',
      { __proto__: null, value: signal.reason, writable: true, configurable: true, enumerable: false });
    return error;
  }

  // Node's arguments (path, [options], callback).
  function splitCallback(options, callback) {
    return typeof options === 'function' && callback === undefined
      ? { options: undefined, callback: options } : { options, callback: requireCallback(callback) };
  }

  function readFile(path, options, callback) {
    ({ options, callback } = splitCallback(options, callback));
    const { encoding, signal } = readOptions(options);
    run((error, bytes) => {
      if (signal?.aborted) callback(abortError(signal));
      else if (error) callback(error);
      else callback(null, contents(bytes, encoding));
    }, READ, toPath(path));
  }

  function readFileSync(path, options) {
    const { encoding } = readOptions(options);
    return contents(runSync(READ, toPath(path)), encoding);
  }

  function statSync(path, options) {
    try {
      return makeStats(runSync(STAT, toPath(path)));
    } catch (error) {
      if (options?.throwIfNoEntry === false && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined;
      throw error;
    }
  }

  function entriesOf(names, path, options) {
    const base = StringPrototypeEndsWith(path, '/') && path.length > 1 ? StringPrototypeSlice(path, 0, -1) : path;
    return ArrayPrototypeMap(names, (name) => {
      const text = StringPrototypeSlice(name, 1);
      return options?.withFileTypes ? new Dirent(text, base, name[0]) : text;
    });
  }

  function existsSync(path) {
    try { runSync(ACCESS, toPath(path)); return true; } catch { return false; }
  }

  // A function with a callback: `operation`, its arguments and what becomes of the result.
  function withCallback(operation, convert) {
    return (path, options, callback) => {
      ({ options, callback } = splitCallback(options, callback));
      path = toPath(path);
      const length = operation === ACCESS ? options ?? constants.F_OK : 0;
      run((error, result) => {
        if (error) callback(error);
        else if (operation === ACCESS) callback(null);
        else callback(null, convert(result, path, options));
      }, operation, path, -1, -1, length);
    };
  }

  function withPromise(operation, convert) {
    return async (path, options) => {
      path = toPath(path);
      const length = operation === ACCESS ? options ?? constants.F_OK : 0;
      return convert(await runPromise(operation, path, -1, -1, length), path, options);
    };
  }

  async function readFilePromise(path, options) {
    const { encoding, signal } = readOptions(options);
    if (signal?.aborted) throw abortError(signal);
    return new Promise((resolve, reject) => {
      const onAbort = () => reject(abortError(signal));
      signal?.addEventListener('abort', onAbort, { once: true });
      run((error, bytes) => {
        signal?.removeEventListener('abort', onAbort);
        if (error) reject(error);
        else resolve(contents(bytes, encoding));
      }, READ, toPath(path));
    });
  }

  const nothing = () => undefined;
  const same = (value) => value;

  const promises = {
    access: withPromise(ACCESS, nothing),
    readFile: readFilePromise,
    readdir: withPromise(READDIR, entriesOf),
    realpath: withPromise(REALPATH, same),
    stat: withPromise(STAT, makeStats),
    lstat: withPromise(LSTAT, makeStats),
    constants,
  };

  const fs = {
    access: withCallback(ACCESS, nothing),
    accessSync(path, mode = constants.F_OK) { runSync(ACCESS, toPath(path), -1, -1, mode); },
    createReadStream(path, options) {
      const { ReadStream } = heddle.use('fs-stream.js');
      return new ReadStream(path, options);
    },
    exists(path, callback) { requireCallback(callback); run((error) => callback(!error), ACCESS, toPath(path)); },
    existsSync,
    lstat: withCallback(LSTAT, makeStats),
    lstatSync(path) { return makeStats(runSync(LSTAT, toPath(path))); },
    readFile,
    readFileSync,
    readdir: withCallback(READDIR, entriesOf),
    readdirSync(path, options) { return entriesOf(runSync(READDIR, toPath(path)), path, options); },
    realpath: withCallback(REALPATH, same),
    realpathSync(path) { return runSync(REALPATH, toPath(path)); },
    stat: withCallback(STAT, makeStats),
    statSync,
    promises,
    constants,
    get ReadStream() { return heddle.use('fs-stream.js').ReadStream; },
  };

  function refuse(target, name) {
    target[name] = () => {
      throw makeError(Error, 'ERR_NOT_SUPPORTED',
        `fs.${name} is not there: a program in Heddle only reads files. Show results with console.log`);
    };
  }

  for (let i = 0; i < WRITERS.length; i++) {
    refuse(promises, WRITERS[i]);
    refuse(fs, WRITERS[i]);
    refuse(fs, `${WRITERS[i]}Sync`);
  }
  refuse(fs, 'createWriteStream');

  return { fs, promises };
})
