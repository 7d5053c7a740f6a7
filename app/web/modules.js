// SPDX-License-Identifier: GPL-3.0-or-later
//
// modules.js: `require` and what goes with it: the program's own files as Node's modules (CommonJS), and those of
// Node's modules that make sense here. Others say what to use instead.
(function (heddle) {
  'use strict';

  const {
    ArrayPrototypePush, Error, JSONParse, ReflectApply, RegExpPrototypeExec, StringPrototypeSlice,
    StringPrototypeStartsWith, SyntaxError, TypeError,
  } = heddle.primordials;
  const { global, native } = heddle;
  const { dirname, resolve } = heddle.use('path.js');
  const { join: joinTexts } = heddle.use('inspect-text.js');
  const { invalidArgument, makeError } = heddle.use('node-errors.js');
  const { shiftFirstLine } = heddle.use('stack.js');
  const { READ, STAT, REALPATH, runSync } = heddle.use('fs-native.js');

  const folder = native.programPath()[0];
  const mainPath = native.programPath()[1];
  const PROLOGUE = '(function (exports, require, module, __filename, __dirname) {';
  const FILE = 0o100000;
  const TYPE_MASK = 0o170000;

  const builtIns = {
    __proto__: null,
    fs: () => heddle.use('fs.js').fs,
    'fs/promises': () => heddle.use('fs.js').promises,
    events: () => heddle.use('events-emitter.js').EventEmitter,
    util: () => heddle.use('node-util.js').util,
    path: () => heddle.use('path.js').path,
    'path/posix': () => heddle.use('path.js').path,
    buffer: () => ({ Buffer: heddle.use('buffer.js').Buffer }),
    timers: () => heddle.use('timers.js'),
    'timers/promises': () => heddle.use('timers-promises.js').promises,
    url: () => heddle.use('node-url.js').url,
    perf_hooks: () => ({ performance: global.performance }),
    console: () => global.console,
  };

  // What to use in place of Node's other modules.
  const instead = {
    __proto__: null,
    worker_threads: 'start a worker with new Worker(\'file.js\'); both sides talk with postMessage() and onmessage',
    cluster: 'start workers with new Worker(\'file.js\')',
    child_process: 'start workers with new Worker(\'file.js\')',
    http: 'send requests with fetch()', https: 'send requests with fetch()', http2: 'send requests with fetch()',
    net: 'send requests with fetch()', tls: 'send requests with fetch()', dns: 'send requests with fetch()',
    dgram: 'send requests with fetch()',
    crypto: 'use the global crypto (randomUUID, getRandomValues)',
    stream: 'use the bodies of fetch() and fs.createReadStream', 'stream/promises': 'use for await on a stream',
    readline: 'read the file with fs and split it into lines', get process() { return heddle.use('missing.js').adviceFor('process'); },
    os: 'use navigator.hardwareConcurrency for the number of cores',
    assert: 'use console.assert', async_hooks: 'look at the timeline', zlib: 'send requests with fetch()',
    vm: 'use new Function', v8: 'look at the timeline', test: 'use console.assert',
  };

  const cache = { __proto__: null };
  const loaded = { __proto__: null };

  function requireNodes(name) {
    if (name in builtIns) return loaded[name] ??= builtIns[name]();
    throw makeError(Error, 'ERR_UNKNOWN_BUILTIN_MODULE',
      `The module '${name}' of Node is not in Heddle: ${instead[name] ?? 'use the Web APIs'}`);
  }

  // For `import` of one of Node's modules.
  function requireBuiltin(specifier) {
    if (StringPrototypeStartsWith(specifier, 'node:')) return requireNodes(StringPrototypeSlice(specifier, 5));
    if (specifier in builtIns || specifier in instead) return requireNodes(specifier);
    throw makeError(Error, 'ERR_MODULE_NOT_FOUND',
      `Cannot find package '${specifier}': Heddle has no packages; put the file into the folder and import './…'`);
  }

  function isFile(path) {
    try {
      return (runSync(STAT, path)[1] & TYPE_MASK) === FILE;
    } catch (error) {
      if (error.code === 'ERR_ACCESS_DENIED') throw error;
      return false;
    }
  }

  function findFile(path) {
    const endings = ['', '.js', '.json', '.cjs', '/index.js', '/index.json'];
    for (let i = 0; i < endings.length; i++) if (isFile(path + endings[i])) return runSync(REALPATH, path + endings[i]);
    return undefined;
  }

  function requireStack(parent) {
    const lines = [];
    for (let module = parent; module; module = module.parent) ArrayPrototypePush(lines, module.filename);
    return lines;
  }

  function notFound(request, parent, hint = '') {
    const stack = requireStack(parent);
    const error = makeError(Error, 'MODULE_NOT_FOUND',
      `Cannot find module '${request}'${hint}\nRequire stack:\n- ${joinTexts(stack, '\n- ')}`);
    error.requireStack = stack;
    return error;
  }

  function isRelative(request) {
    return RegExpPrototypeExec(/^(?:\.{0,2}\/|\.{1,2}$)/, request) !== null;
  }

  function resolveFile(request, parent) {
    if (!isRelative(request)) throw notFound(request, parent, ': Heddle has no packages; put the file into the folder');
    const path = findFile(resolve(dirname(parent.filename), request));
    if (path === undefined) throw notFound(request, parent);
    return path;
  }

  // A file's text, without what an editor or a system may put in front of it.
  function readText(path) {
    const bytes = runSync(READ, path);
    const text = native.utf8Decode(bytes, 0, bytes.byteLength, false);
    const start = StringPrototypeStartsWith(text, '\ufeff') ? StringPrototypeSlice(text, 1) : text;
    return StringPrototypeStartsWith(start, '#!') ? `//${start}` : start;
  }

  function shownName(path) {
    return StringPrototypeStartsWith(path, `${folder}/`) ? StringPrototypeSlice(path, folder.length + 1) : path;
  }

  // The text of a file whose import () counts from its own place.
  function withImports(name, text) {
    if (RegExpPrototypeExec(/\bimport\s*\(/, text) === null) return text;
    const whole = heddle.use('module-loader.js').replaceImports(name, `${PROLOGUE}${text}\n})`);
    return whole === undefined ? text : StringPrototypeSlice(whole, PROLOGUE.length, -3);
  }

  function evaluate(module) {
    if (RegExpPrototypeExec(/\.json$/, module.filename) !== null) {
      try {
        module.exports = JSONParse(readText(module.filename));
      } catch (error) {
        if (error instanceof SyntaxError) error.message = `${module.filename}: ${error.message}`;
        throw error;
      }
      return;
    }
    const name = shownName(module.filename);
    shiftFirstLine(name, PROLOGUE.length);
    const text = native.probedSource(withImports(name, readText(module.filename)), name);
    const run = native.evaluateSource(`${PROLOGUE}${text}\n})`, name);
    ReflectApply(run, module.exports,
      [module.exports, makeRequire(module), module, module.filename, dirname(module.filename)]);
  }

  function Module(filename, parent) {
    this.id = parent === null ? '.' : filename;
    this.path = dirname(filename);
    this.exports = {};
    this.filename = filename;
    this.loaded = false;
    this.children = [];
    this.parent = parent;
  }

  function load(path, parent) {
    const module = new Module(path, parent);
    cache[path] = module;
    ArrayPrototypePush(parent.children, module);
    try {
      evaluate(module);
      module.loaded = true;
    } catch (error) {
      delete cache[path];
      throw error;
    }
    return module.exports;
  }

  function requireFrom(parent, request) {
    if (typeof request !== 'string') throw invalidArgument('id', 'of type string', request);
    if (request === '')
      throw makeError(TypeError, 'ERR_INVALID_ARG_VALUE',
        "The argument 'id' must be a non-empty string. Received ''");
    if (StringPrototypeStartsWith(request, 'node:')) return requireNodes(StringPrototypeSlice(request, 5));
    if (request in builtIns || request in instead) return requireNodes(request);
    const path = resolveFile(request, parent);
    return path in cache ? cache[path].exports : load(path, parent);
  }

  function makeRequire(module) {
    const require = function require(id) { return requireFrom(module, id); };
    require.resolve = (request) => request in builtIns ? request : resolveFile(request, module);
    require.main = main;
    require.cache = cache;
    return require;
  }

  const main = new Module(mainPath, null);
  main.loaded = true;
  cache[mainPath] = main;

  return {
    require: makeRequire(main), module: main, exports: main.exports, __filename: mainPath, __dirname: dirname(mainPath),
    requireBuiltin,
  };
})
