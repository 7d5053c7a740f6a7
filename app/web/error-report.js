// SPDX-License-Identifier: GPL-3.0-or-later
//
// error-report.js: what is printed about a value that nobody caught.
(function (heddle) {
  'use strict';

  const { inspect } = heddle.use('inspect.js');

  function describe(value) {
    try { return inspect(value); } catch { return '<value that cannot be shown>'; }
  }

  // A value that was thrown out of a task, or the reason of a promise whose rejection nobody handled: an error with its
  // stack, its own properties and its causes, as console.error writes it; and what to use instead of what is not there.
  function formatUncaught(value, inPromise = false) {
    const advice = heddle.use('missing.js').advice(value);
    return `Uncaught ${inPromise ? '(in promise) ' : ''}${describe(value)}${advice ? `\n${advice}` : ''}`;
  }

  return { formatUncaught };
})
