// SPDX-License-Identifier: GPL-3.0-or-later
//
// globals.js: what the program finds on its global object. What is rarely used is evaluated at its first use.
(function (heddle) {
  'use strict';

  const { native } = heddle;
  const { JSONParse, ObjectKeys } = heddle.primordials;

  heddle.use('reporting.js');
  heddle.use('console.js');

  const timers = heddle.use('timers.js');
  for (const name of ObjectKeys(timers)) heddle.defineOperation(name, timers[name]);

  if (native.params !== undefined) heddle.defineOperation('params', JSONParse(native.params));
})
