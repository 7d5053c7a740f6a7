// SPDX-License-Identifier: GPL-3.0-or-later
//
// stack.js: the engine's stacks (a line `name@url:line:column` for each call) as Node writes them
// (`    at name (url:line:column)`), with the program's own calls only.
(function (heddle) {
  'use strict';

  const {
    ArrayPrototypePush, ErrorPrototypeToString, MathMax, RegExpPrototypeExec, SafeMap, StringPrototypeIndexOf,
    StringPrototypeLastIndexOf, StringPrototypeSlice, StringPrototypeStartsWith,
  } = heddle.primordials;
  const { join, split } = heddle.use('inspect-text.js');

  const { native } = heddle;

  const POSITION = /:\d+:\d+$/;
  const TOP_LEVEL = { __proto__: null, 'global code': true, 'module code': true, 'eval code': true };

  const shifts = new SafeMap(); // file: how many columns its first line has been moved
  const texts = new SafeMap(); // file: its lines, or undefined

  /* Text of ours stands before the first line of a file's: its columns are `n` less. */
  function shiftFirstLine(file, n) {
    shifts.set(file, n);
  }

  // { file, line, column } of `file:line:column`.
  function parsePlace(place) {
    const columnAt = StringPrototypeLastIndexOf(place, ':');
    const lineAt = StringPrototypeLastIndexOf(place, ':', columnAt - 1);
    const file = StringPrototypeSlice(place, 0, lineAt);
    const line = +StringPrototypeSlice(place, lineAt + 1, columnAt);
    const column = +StringPrototypeSlice(place, columnAt + 1);
    const shift = line === 1 ? shifts.get(file) ?? 0 : 0;
    return { file, line, column: heddle.use('probes.js').originalColumn(file, line, MathMax(1, column - shift)) };
  }

  /* A line of the program's text; undefined when it is not known. */
  function sourceLine(file, line) {
    if (!texts.has(file)) {
      const text = native.programText(file);
      texts.set(file, text === undefined ? undefined : split(text, '\n'));
    }
    return texts.get(file)?.[line - 1];
  }

  function parseFrame(line) {
    const at = StringPrototypeIndexOf(line, '@');
    if (at === -1) return undefined;
    const name = StringPrototypeSlice(line, 0, at);
    const place = StringPrototypeSlice(line, at + 1);
    if (place === '' || place === '[native code]') return { name, place };
    if (RegExpPrototypeExec(POSITION, place) === null) return undefined;
    return { name, place, ...parsePlace(place) };
  }

  /* The calls of an engine's stack; undefined when the text is not one: the program has set it. */
  function parseStack(stack) {
    const frames = [];
    const lines = split(stack, '\n');
    for (let i = 0; i < lines.length; i++) {
      const frame = parseFrame(lines[i]);
      if (frame === undefined) return undefined;
      ArrayPrototypePush(frames, frame);
    }
    return frames;
  }

  // Not shown: the engine's functions, ours, and constructors that the class does not write out (they have no place).
  function isShown({ name, place }) {
    if (place === '') return name === 'eval code' || name === 'anonymous';
    return place !== '[native code]' && !StringPrototypeStartsWith(place, 'heddle:');
  }

  // An async function makes two calls in the engine's stack: of its body, and of itself, at its end. Any other call's
  // place is at a parenthesis.
  function isAsyncItself(body, next) {
    if (next?.file === undefined || next.file !== body.file) return false;
    if (body.name !== '' && body.name !== next.name) return false;
    const character = sourceLine(next.file, next.line)?.[next.column - 1];
    return character !== '(' && character !== '`';
  }

  function mergeAsync(frames) {
    const merged = [];
    for (let i = 0; i < frames.length; i++) {
      const isSplit = i + 1 < frames.length && frames[i].file !== undefined && isAsyncItself(frames[i], frames[i + 1]);
      ArrayPrototypePush(merged, isSplit ? { ...frames[i], name: frames[i + 1].name } : frames[i]);
      if (isSplit) i++;
    }
    return merged;
  }

  function formatFrame({ name, file, line, column }) {
    if (file === undefined) return `    at ${name === 'eval code' ? 'eval' : name} (<anonymous>)`;
    const place = `${file}:${line}:${column}`;
    return name === '' || name in TOP_LEVEL ? `    at ${place}` : `    at ${name} (${place})`;
  }

  function header(error) {
    try { return ErrorPrototypeToString(error); } catch { return 'Error'; }
  }

  /* An error's `stack` in Node's form: its name and message, then the calls. A text that the program has put there
   * stays as it is. */
  function formatStack(error) {
    let stack;
    try { stack = error.stack; } catch { /* a getter of the program's */ }
    if (!stack) return header(error);
    if (typeof stack !== 'string') return `${stack}`;
    const calls = parseStack(stack);
    if (calls === undefined) return stack;
    const frames = mergeAsync(calls);
    const lines = [header(error)];
    for (let i = 0; i < frames.length; i++)
      if (isShown(frames[i])) ArrayPrototypePush(lines, formatFrame(frames[i]));
    return join(lines, '\n');
  }

  /* The first call of the program's own in an error's stack: { file, line, column }, or undefined. */
  function firstPosition(error) {
    const frames = typeof error?.stack === 'string' ? parseStack(error.stack) : undefined;
    for (let i = 0; frames !== undefined && i < frames.length; i++) {
      const { file, line, column } = frames[i];
      if (file !== undefined && isShown(frames[i])) return { file, line, column };
    }
    return undefined;
  }

  return { formatStack, firstPosition, shiftFirstLine, sourceLine };
})
