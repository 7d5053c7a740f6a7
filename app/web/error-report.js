// SPDX-License-Identifier: GPL-3.0-or-later
//
// error-report.js: what is printed about a value that nobody caught.
(function (heddle) {
  'use strict';

  const { SafeWeakMap } = heddle.primordials;
  const { inspect } = heddle.use('inspect.js');

  // Syntax errors of files: where, the line itself with a caret, and what is wrong.
  const texts = new SafeWeakMap();

  function describe(value) {
    try { return inspect(value); } catch { return '<value that cannot be shown>'; }
  }

  // The line that could not be parsed, before the message: the stack only tells who asked for it.
  function describeSyntax(value) {
    const position = heddle.use('inspect-error.js').positionOfSyntax(value);
    if (position?.file === undefined) return '';
    const line = heddle.use('stack.js').sourceLine(position.file, position.line);
    return `${position.file}:${position.line}\n${line === undefined ? '' : `${line}\n`}\n`;
  }

  function describeSafely(value) {
    try { return describeSyntax(value); } catch { return ''; }
  }

  // A value that was thrown out of a task, or the reason of a promise whose rejection nobody handled: an error with its
  // stack, its own properties and its causes, as console.error writes it; and what to use instead of what is not there.
  function formatUncaught(value, inPromise = false) {
    if (typeof value === 'object' && value !== null && texts.has(value)) return texts.get(value);
    const advice = heddle.use('missing.js').advice(value);
    const start = `${describeSafely(value)}Uncaught ${inPromise ? '(in promise) ' : ''}`;
    return `${start}${describe(value)}${advice ? `\n${advice}` : ''}`;
  }

  // `text` is what is printed when nobody catches `error`.
  function setText(error, text) { texts.set(error, text); }

  return { formatUncaught, setText };
})
