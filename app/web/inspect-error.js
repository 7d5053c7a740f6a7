// SPDX-License-Identifier: GPL-3.0-or-later
//
// inspect-error.js: an error as inspect.js writes it: its stack, led by what its class is called, without what is said
// twice. Its own properties, its cause and its errors follow as any object's.
(function (heddle) {
  'use strict';

  const {
    ArrayIsArray, ArrayPrototypeIncludes, ArrayPrototypeIndexOf, ArrayPrototypePush, ArrayPrototypeSplice,
    ObjectPrototypePropertyIsEnumerable, RegExpPrototypeExec, StringPrototypeEndsWith, StringPrototypeIncludes,
    StringPrototypeIndexOf, StringPrototypeSlice, StringPrototypeStartsWith, SyntaxError,
  } = heddle.primordials;
  const { indentLines, join, split } = heddle.use('inspect-text.js');
  const { isError, prefix } = heddle.use('inspect-class.js');
  const { formatStack } = heddle.use('stack.js');

  const FIRST_CALL = '\n    at';
  const FEWEST_TO_SKIP = 3;
  const ENGINE_KEYS = ['line', 'column', 'sourceURL'];

  function read(object, key) {
    try { return object[key]; } catch { return undefined; }
  }

  function removeKey(keys, key) {
    const i = ArrayPrototypeIndexOf(keys, key);
    if (i !== -1) ArrayPrototypeSplice(keys, i, 1);
  }

  // Where the text is wrong: { file, line }, for an error of a text that could not be parsed.
  function positionOfSyntax(error) {
    if (!(error instanceof SyntaxError) || !ObjectPrototypePropertyIsEnumerable(error, 'line')) return undefined;
    return { file: error.sourceURL, line: error.line };
  }

  function removeRepeatedKeys(context, keys, error, stack) {
    const isParseError = positionOfSyntax(error) !== undefined;
    for (let i = 0; i < ENGINE_KEYS.length; i++)
      if (isParseError || !ObjectPrototypePropertyIsEnumerable(error, ENGINE_KEYS[i])) removeKey(keys, ENGINE_KEYS[i]);
    if (context.showHidden || keys.length === 0) return;
    const names = ['name', 'message', 'stack'];
    for (let i = 0; i < names.length; i++) {
      const value = read(error, names[i]);
      if (typeof value !== 'string' || names[i] === 'stack' || StringPrototypeIncludes(stack, value))
        removeKey(keys, names[i]);
    }
  }

  function addHiddenKeys(keys, error) {
    if ('cause' in error && !ArrayPrototypeIncludes(keys, 'cause')) ArrayPrototypePush(keys, 'cause');
    if (ArrayIsArray(read(error, 'errors')) && !ArrayPrototypeIncludes(keys, 'errors'))
      ArrayPrototypePush(keys, 'errors');
  }

  function withoutPrototype(stack, tag) {
    const start = RegExpPrototypeExec(/^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n\s+at)/, stack) ??
      RegExpPrototypeExec(/^([a-z_A-Z0-9-]*Error)$/, stack);
    const name = start?.[1] ?? '';
    return StringPrototypeSlice(prefix(null, tag, name || 'Error'), 0, -1) + StringPrototypeSlice(stack, name.length);
  }

  // The stack starts with the error's name; its class may be called otherwise.
  function nameClass(stack, constructor, name, tag) {
    const isNamed = StringPrototypeEndsWith(name, 'Error') && StringPrototypeStartsWith(stack, name) &&
      (stack.length === name.length || stack[name.length] === ':' || stack[name.length] === '\n');
    if (constructor === null) return withoutPrototype(stack, tag);
    if (!isNamed || constructor === name) return stack;
    const rest = StringPrototypeSlice(stack, name.length);
    return StringPrototypeIncludes(constructor, name) ? constructor + rest : `${constructor} [${name}]${rest}`;
  }

  function callsOf(stack) {
    const start = StringPrototypeIndexOf(stack, FIRST_CALL);
    return start === -1 ? [] : split(StringPrototypeSlice(stack, start + 1), '\n');
  }

  // The longest stretch of calls that is in both stacks: { start, length } in `calls`.
  function findCommonCalls(calls, others) {
    for (let start = 0; start < calls.length - FEWEST_TO_SKIP; start++) {
      const at = ArrayPrototypeIndexOf(others, calls[start]);
      if (at === -1) continue;
      let length = 1;
      while (start + length < calls.length && calls[start + length] === others[at + length]) length++;
      if (length > FEWEST_TO_SKIP) return { start, length };
    }
    return { start: 0, length: 0 };
  }

  function skipCallsOfCause(error, calls) {
    const cause = read(error, 'cause');
    if (!isError(cause)) return calls;
    const { start, length } = findCommonCalls(calls, callsOf(formatStack(cause)));
    if (length <= FEWEST_TO_SKIP) return calls;
    ArrayPrototypeSplice(calls, start + 1, length - 2,
      `    ... ${length - 2} lines matching cause stack trace ...`);
    return calls;
  }

  // `keys` are the properties that follow; what the text says already is taken out of them.
  function formatError(context, error, constructor, tag, keys) {
    const name = read(error, 'name') ?? 'Error';
    let stack = formatStack(error);
    removeRepeatedKeys(context, keys, error, stack);
    addHiddenKeys(keys, error);
    stack = nameClass(stack, constructor, `${name}`, tag);
    const message = read(error, 'message');
    const messageAt = typeof message === 'string' && message !== '' ? StringPrototypeIndexOf(stack, message) : -1;
    const start = StringPrototypeIndexOf(stack, FIRST_CALL, messageAt === -1 ? 0 : messageAt + message.length);
    if (start === -1) {
      stack = `[${stack}]`;
    } else {
      const calls = skipCallsOfCause(error, split(StringPrototypeSlice(stack, start + 1), '\n'));
      stack = `${StringPrototypeSlice(stack, 0, start)}\n${join(calls, '\n')}`;
    }
    return indentLines(stack, context.indentation);
  }

  return { formatError, positionOfSyntax };
})
