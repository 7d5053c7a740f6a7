// SPDX-License-Identifier: GPL-3.0-or-later
//
// start.js: the last internal file that is evaluated before the program: it fills the global object.
(function (heddle) {
  'use strict';

  heddle.use('globals.js').installGlobals(heddle.native.isWorker ? 'worker' : 'main');
})
