// SPDX-License-Identifier: GPL-3.0-or-later
//
// stack.js: the engine's stacks (a line `name@url:line:column` for each call) as Node writes them
// (`    at name (url:line:column)`), with the program's own calls only.
(function (heddle) {
  'use strict';

  const {
    ArrayPrototypePush, ErrorPrototypeToString, RegExpPrototypeExec, StringPrototypeIndexOf, StringPrototypeLastIndexOf,
    StringPrototypeSlice, StringPrototypeStartsWith,
  } = heddle.primordials;
  const { join, split } = heddle.use('inspect-text.js');

  const POSITION = /:\d+:\d+$/;
  const TOP_LEVEL = { __proto__: null, 'global code': true, 'module code': true, 'eval code': true };

  function parseFrame(line) {
    const at = StringPrototypeIndexOf(line, '@');
    if (at === -1) return undefined;
    const place = StringPrototypeSlice(line, at + 1);
    if (place !== '' && place !== '[native code]' && RegExpPrototypeExec(POSITION, place) === null) return undefined;
    return { name: StringPrototypeSlice(line, 0, at), place };
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

  function formatFrame({ name, place }) {
    if (place === '') return `    at ${name === 'eval code' ? 'eval' : name || '<anonymous>'} (<anonymous>)`;
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
    const frames = parseStack(stack);
    if (frames === undefined) return stack;
    const lines = [header(error)];
    for (let i = 0; i < frames.length; i++)
      if (isShown(frames[i])) ArrayPrototypePush(lines, formatFrame(frames[i]));
    return join(lines, '\n');
  }

  /* The first call of the program's own in an error's stack: { file, line, column }, or undefined. */
  function firstPosition(error) {
    const frames = typeof error?.stack === 'string' ? parseStack(error.stack) : undefined;
    for (let i = 0; frames !== undefined && i < frames.length; i++) {
      const { place } = frames[i];
      if (place === '' || !isShown(frames[i])) continue;
      const columnAt = StringPrototypeLastIndexOf(place, ':');
      const lineAt = StringPrototypeLastIndexOf(place, ':', columnAt - 1);
      return {
        file: StringPrototypeSlice(place, 0, lineAt),
        line: +StringPrototypeSlice(place, lineAt + 1, columnAt),
        column: +StringPrototypeSlice(place, columnAt + 1),
      };
    }
    return undefined;
  }

  return { formatStack, firstPosition };
})
