// SPDX-License-Identifier: GPL-3.0-or-later
//
// module-loader.js: ECMAScript modules (ECMA-262, "Source Text Module Records"; HTML, "module map"). probe/rewrite.js has made
// each into a generator function; here they are linked and evaluated: dependencies first, each once.
(function (heddle) {
  'use strict';

  const {
    ArrayPrototypeIncludes, ArrayPrototypePush, ArrayPrototypeSort, JSONParse, ObjectCreate, ObjectDefineProperty,
    NumberPrototypeToString, ObjectKeys, ObjectPreventExtensions, PromisePrototypeThen, PromiseReject, PromiseResolve, ReflectApply,
    ReflectGetPrototypeOf, SafeMap, RegExpPrototypeExec, StringPrototypeIncludes,
    StringPrototypeLastIndexOf, StringPrototypePadStart, StringPrototypeSlice, StringPrototypeStartsWith, SymbolToStringTag, SyntaxError,
    TypeError, uncurryThis,
  } = heddle.primordials;
  const { global, native, hooks } = heddle;

  const syncNext = uncurryThis(ReflectGetPrototypeOf(function* () {}).prototype.next);
  const asyncNext = uncurryThis(ReflectGetPrototypeOf(async function* () {}).prototype.next);
  // path → module record
  const modules = new SafeMap();

  function syntaxError([text, message, file, line, column]) {
    const error = new SyntaxError(message);
    ObjectDefineProperty(error, 'stack', { __proto__: null, value: `@${file}:${line}:${column}`, writable: true, configurable: true });
    heddle.use('error-report.js').setText(error, text);
    return error;
  }

  function newNamespace() {
    const namespace = ObjectCreate(null);
    ObjectDefineProperty(namespace, SymbolToStringTag, { __proto__: null, value: 'Module' });
    return namespace;
  }

  function defineExport(namespace, name, get) {
    ObjectDefineProperty(namespace, name, { __proto__: null, get, enumerable: true, configurable: true });
  }

  // A module of Node's: its members are exports, and itself is the default one.
  function builtinModule(path, exports) {
    const namespace = newNamespace();
    const names = ObjectKeys(exports);
    for (let i = 0; i < names.length; i++) defineExport(namespace, names[i], () => exports[names[i]]);
    defineExport(namespace, 'default', () => exports);
    return { path, namespace, dependencies: [], state: 'evaluated', error: undefined, promise: undefined };
  }

  function resolve(base, specifier) {
    const isPath = StringPrototypeStartsWith(specifier, './') || StringPrototypeStartsWith(specifier, '../') ||
      StringPrototypeStartsWith(specifier, '/');
    return isPath ? native.moduleResolve(base, specifier) : `node:${StringPrototypeStartsWith(specifier, 'node:')
      ? StringPrototypeSlice(specifier, 5) : specifier}`;
  }

  function load(path, specifier) {
    const known = modules.get(path);
    if (known) return known;
    if (StringPrototypeStartsWith(path, 'node:')) {
      const module = builtinModule(path, heddle.use('modules.js').requireBuiltin(specifier));
      modules.set(path, module);
      return module;
    }
    const answer = native.moduleSource(path);
    if (typeof answer !== 'string') throw syntaxError(answer);
    return define(path, JSONParse(answer));
  }

  function define(path, { code, helper, specifiers, stars, indirect, names, hasAwait }) {
    if (native.traced) hooks.defineProbes(helper, path, code);
    const module = {
      path, namespace: newNamespace(), dependencies: [], state: 'new', error: undefined, promise: undefined, hasAwait,
      stars, indirect, names, code, specifiers, run: undefined,
    };
    modules.set(path, module);
    for (let i = 0; i < specifiers.length; i++)
      ArrayPrototypePush(module.dependencies, load(resolve(path, specifiers[i]), specifiers[i]));
    return module;
  }

  // What a module exports under a name that it takes from others.
  function linkIndirect(module) {
    for (let i = 0; i < module.indirect.length; i++) {
      const [name, index, from] = module.indirect[i];
      const { namespace } = module.dependencies[index];
      defineExport(module.namespace, name, from === null ? () => namespace : () => namespace[from]);
    }
    for (let i = 0; i < module.stars.length; i++) {
      const { namespace } = module.dependencies[module.stars[i]];
      const names = ObjectKeys(namespace);
      for (let k = 0; k < names.length; k++)
        if (names[k] !== 'default' && !(names[k] in module.namespace))
          defineExport(module.namespace, names[k], () => namespace[names[k]]);
    }
  }

  // import.meta (HTML, 8.1.6.7.2), with Node's filename and dirname where there is a file.
  function makeMeta(path) {
    const url = native.moduleUrl(path);
    const resolveUrl = (specifier) => {
      const { parse, serialize } = heddle.use('url-parser.js');
      const text = `${specifier}`;
      const record = parse(text, RegExpPrototypeExec(/^\.{0,2}\//, text) === null ? null : parse(url, null));
      if (!record) throw new TypeError(`Cannot find package '${text}': Heddle has no packages`);
      return serialize(record);
    };
    const meta = { __proto__: null };
    if (StringPrototypeStartsWith(url, 'file:')) {
      meta.filename = StringPrototypeStartsWith(path, '/') ? path : `${native.programPath()[0]}/${path}`;
      meta.dirname = StringPrototypeSlice(meta.filename, 0, StringPrototypeLastIndexOf(meta.filename, '/'));
    }
    meta.resolve = ObjectDefineProperty(resolveUrl, 'name', { __proto__: null, value: 'resolve' });
    meta.url = url;
    return meta;
  }

  // Makes the functions and bindings of a module and of all that it needs; nothing of them runs yet.
  function link(module) {
    if (module.state !== 'new') return;
    module.state = 'linking';
    const imports = [];
    const hidden = {
      x(getters) {
        const names = ObjectKeys(getters);
        for (let i = 0; i < names.length; i++) defineExport(module.namespace, names[i], getters[names[i]]);
      },
      i: imports,
      d: (specifier) => importDynamically(module.path, specifier),
      m: makeMeta(module.path),
    };
    module.run = ReflectApply(native.moduleEvaluate(module.code, module.path), undefined, [hidden]);
    module.code = undefined;
    module.started = module.hasAwait ? asyncNext(module.run) : syncNext(module.run);
    for (let i = 0; i < module.dependencies.length; i++) {
      link(module.dependencies[i]);
      ArrayPrototypePush(imports, module.dependencies[i].namespace);
    }
    linkIndirect(module);
    checkImports(module);
    module.state = 'linked';
  }

  // A name that is imported must be there; one of a module that is part of a cycle is looked up when it is used.
  function checkImports(module) {
    for (let i = 0; i < module.indirect.length; i++) {
      const [, index, from] = module.indirect[i];
      const dependency = module.dependencies[index];
      if (from !== null && dependency.state !== 'linking' && !(from in dependency.namespace))
        throw new SyntaxError(`${module.path}: ${dependency.path} does not export “${from}”`);
    }
  }

  // Evaluates what a module needs, then itself. The result is undefined, or a promise where something awaits.
  function evaluate(module) {
    if (module.state === 'evaluated') {
      if (module.error !== undefined) throw module.error.value;
      return module.promise;
    }
    if (module.state !== 'linked') return undefined;
    module.state = 'evaluating';
    try {
      module.promise = evaluateFrom(module, 0);
    } catch (error) {
      module.error = { value: error };
      throw error;
    } finally {
      module.state = 'evaluated';
    }
    return module.promise;
  }

  function evaluateFrom(module, first) {
    for (let i = first; i < module.dependencies.length; i++) {
      const pending = evaluate(module.dependencies[i]);
      if (pending !== undefined) return PromisePrototypeThen(pending, () => evaluateFrom(module, i + 1));
    }
    if (module.hasAwait) return PromisePrototypeThen(asyncNext(module.run), () => undefined);
    syncNext(module.run);
    return undefined;
  }

  function importModule(base, specifier) {
    const module = load(resolve(base, specifier), specifier);
    link(module);
    return { module, pending: evaluate(module) };
  }

  function importDynamically(base, specifier) {
    try {
      const { module, pending } = importModule(base, `${specifier}`);
      if (pending === undefined) return PromiseResolve(module.namespace);
      return PromisePrototypeThen(pending, () => module.namespace);
    } catch (error) {
      return PromiseReject(error);
    }
  }

  // import () in scripts, which know no place of their own: each file has a function for it, hidden on the global object under
  // a name as long as `import`, so that columns stay.
  const importNames = new SafeMap();
  let lastName = 0;

  function nameFor(path, source) {
    const known = importNames.get(path);
    if (known !== undefined && !StringPrototypeIncludes(source, known)) return known;
    let name;
    do name = `$i${StringPrototypePadStart(NumberPrototypeToString(++lastName, 36), 4, '0')}`;
    while (name in global || StringPrototypeIncludes(source, name));
    ObjectDefineProperty(global, name, { __proto__: null, value: (specifier) => importDynamically(path, specifier) });
    importNames.set(path, name);
    return name;
  }

  // The source of a script, ready to be evaluated; undefined when it is none.
  function replaceImports(path, source) {
    return native.replaceImports(source, nameFor(path, source));
  }
  hooks.replaceImports = replaceImports;

  // The program's own file, or a worker's: `answer` is what native.moduleSource () gives.
  hooks.runModule = (path, answer) => {
    const module = define(path, JSONParse(answer));
    link(module);
    const pending = evaluate(module);
    if (pending !== undefined) PromisePrototypeThen(pending, undefined, hooks.reportException);
  };

  hooks.reportSyntaxError = (...answer) => hooks.reportException(syntaxError(answer));

  return { importDynamically, replaceImports };
})
