// SPDX-License-Identifier: GPL-3.0-or-later
//
// error-report.js: what is printed about a value that nobody caught.
(function (heddle) {
  'use strict';

  const { inspect } = heddle.use('inspect.js');

  function describe(value) {
    try { return inspect(value); } catch { return '<value that cannot be shown>'; }
  }

  // A value thrown out of a task: an error with its stack, its own properties and its causes, as console.error does.
  function formatUncaught(value) {
    return `Uncaught ${describe(value)}`;
  }

  // The reason of a promise that was rejected and that nobody handled.
  function formatUnhandledRejection(reason) {
    return `Uncaught (in promise) ${describe(reason)}`;
  }

  return { formatUncaught, formatUnhandledRejection };
})
