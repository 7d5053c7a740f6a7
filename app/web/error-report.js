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
  // stack, its own properties and its causes, as console.error writes it.
  function formatUncaught(value, inPromise = false) {
    return `Uncaught ${inPromise ? '(in promise) ' : ''}${describe(value)}`;
  }

  return { formatUncaught };
})
