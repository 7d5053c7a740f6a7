// SPDX-License-Identifier: GPL-3.0-or-later
//
// inspect-class.js: what an object is: the engine's own class of it, whatever its prototype says; the name of its
// constructor; and what inspect.js writes before its braces.
(function (heddle) {
  'use strict';

  const {
    ArrayBuffer, ArrayPrototype, BigIntPrototypeValueOf, DataView, Date, Error,
    Function, FunctionPrototypeToString, Map, MapPrototypeKeys, Object, ObjectGetOwnPropertyDescriptor,
    ObjectGetPrototypeOf, Promise, Proxy, RegExpPrototypeExec, Set, SetPrototypeValues, StringPrototypeEndsWith,
    StringPrototypeIndexOf, StringPrototypeIncludes, StringPrototypeSlice, StringPrototypeStartsWith, Symbol,
    SymbolPrototypeValueOf, ArrayBufferPrototypeGetByteLength, TypedArrayPrototypeGetSymbolToStringTag, WeakMap,
    WeakSet, ObjectPrototypeHasOwnProperty,
  } = heddle.primordials;
  const { objectKind } = heddle.native;
  const brands = heddle.use('brands.js');

  // The engine's number for a class, learnt from one object of each.
  const classes = [];
  const learn = (name, object) => { classes[objectKind(object)] = name; };
  learn('Array', []);
  learn('Array', ArrayPrototype);
  learn('ArrayBuffer', new ArrayBuffer(1));
  learn('DataView', new DataView(new ArrayBuffer(1)));
  learn('Date', new Date(0));
  learn('Error', new Error());
  learn('Map', new Map());
  learn('Map Iterator', MapPrototypeKeys(new Map()));
  learn('Promise', new Promise(() => {}));
  learn('Proxy', new Proxy({}, {}));
  learn('RegExp', /x/);
  learn('Set', new Set());
  learn('Set Iterator', SetPrototypeValues(new Set()));
  learn('WeakMap', new WeakMap());
  learn('WeakSet', new WeakSet());
  learn('Boolean', Object(true));
  learn('Number', Object(1));
  learn('String', Object('x'));
  learn('Arguments', (function () { return arguments; })());
  learn('Arguments', Function('return arguments')()); // not strict
  learn('Arguments', Function('a', 'return [arguments, () => a]')(1)[0]);
  const OTHER_OBJECT = objectKind(Object(Symbol()));

  function passes(check, value) {
    try { check(value); return true; } catch { return false; }
  }

  // Of the engine's classes that share one number.
  function otherClass(value) {
    if (passes(BigIntPrototypeValueOf, value)) return 'BigInt';
    if (passes(SymbolPrototypeValueOf, value)) return 'Symbol';
    return 'Object';
  }

  /* 'Object' for what is none of the classes above, the name of the constructor for typed arrays. */
  function classOf(value) {
    const kind = objectKind(value);
    const name = classes[kind];
    if (name !== undefined)
      return name === 'ArrayBuffer' && (brands.isShared(value) || !passes(ArrayBufferPrototypeGetByteLength, value))
        ? 'SharedArrayBuffer' : name;
    if (kind === OTHER_OBJECT) return otherClass(value);
    return TypedArrayPrototypeGetSymbolToStringTag(value) ?? 'Object';
  }

  function isInstance(value, constructor) {
    try { return value instanceof constructor; } catch { return false; }
  }

  function isError(value) {
    return typeof value === 'object' && value !== null && (classOf(value) === 'Error' || isInstance(value, Error));
  }

  /* The name of the constructor, as the prototypes tell it; null without a prototype. `describe` writes an object that
   * ends such a chain without a constructor. */
  function constructorName(value, describe) {
    let firstPrototype;
    for (let object = value; object !== null;) {
      const descriptor = ObjectGetOwnPropertyDescriptor(object, 'constructor');
      if (descriptor !== undefined && typeof descriptor.value === 'function' && descriptor.value.name !== '' &&
          isInstance(value, descriptor.value))
        return `${descriptor.value.name}`;
      object = ObjectGetPrototypeOf(object);
      firstPrototype ??= object;
    }
    if (firstPrototype === null || firstPrototype === undefined) return null;
    const own = typeof value === 'function' ? 'Function' : classOf(value);
    const inherited = constructorName(firstPrototype, describe);
    return `${own} <${inherited === null ? describe(firstPrototype) : inherited}>`;
  }

  function prefix(constructor, tag, fallback, size = '') {
    if (constructor === null)
      return tag !== '' && fallback !== tag ? `[${fallback}${size}: null prototype] [${tag}] `
        : `[${fallback}${size}: null prototype] `;
    return tag !== '' && constructor !== tag ? `${constructor}${size} [${tag}] ` : `${constructor}${size} `;
  }

  function isClass(source) {
    if (!StringPrototypeStartsWith(source, 'class') || !StringPrototypeEndsWith(source, '}')) return false;
    const head = StringPrototypeSlice(source, 5, StringPrototypeIndexOf(source, '{'));
    return !StringPrototypeIncludes(head, '(') || RegExpPrototypeExec(/^\s*\S*\s*extends\s/, head) !== null;
  }

  function describeClass(value, constructor, tag) {
    const own = ObjectPrototypeHasOwnProperty(value, 'name') && value.name;
    let text = `class ${own || '(anonymous)'}`;
    if (constructor !== 'Function' && constructor !== null) text += ` [${constructor}]`;
    if (tag !== '' && constructor !== tag) text += ` [${tag}]`;
    if (constructor === null) return `[${text} extends [null prototype]]`;
    const parent = ObjectGetPrototypeOf(value).name;
    return `[${parent ? `${text} extends ${parent}` : text}]`;
  }

  function functionType(source) {
    const isAsync = StringPrototypeStartsWith(source, 'async');
    const isGenerator = RegExpPrototypeExec(/^(?:async\s*)?(?:static\s*)?(?:function\s*)?\*/, source) !== null;
    return `${isAsync ? 'Async' : ''}${isGenerator ? 'Generator' : ''}Function`;
  }

  function describeFunction(value, constructor, tag) {
    const source = FunctionPrototypeToString(value);
    if (isClass(source)) return describeClass(value, constructor, tag);
    const type = isKnownType(constructor) ? constructor : functionType(source);
    let text = `[${type}`;
    if (constructor === null) text += ' (null prototype)';
    text += value.name === '' ? ' (anonymous)' : `: ${typeof value.name === 'symbol' ? 'Symbol()' : value.name}`;
    text += ']';
    if (constructor !== type && constructor !== null) text += ` ${constructor}`;
    if (tag !== '' && constructor !== tag) text += ` [${tag}]`;
    return text;
  }

  function isKnownType(constructor) {
    return constructor === 'AsyncFunction' || constructor === 'GeneratorFunction' ||
      constructor === 'AsyncGeneratorFunction';
  }

  return { classOf, isError, constructorName, prefix, describeFunction };
})
