// SPDX-License-Identifier: GPL-3.0-or-later
//
// brands.js: whether a value is of a class whose file may not be loaded: then nothing is. The files of the classes put
// their own functions here when they are evaluated.
(function (heddle) {
  'use strict';

  const never = () => false;
  return { __proto__: null, isBlob: never, isFile: never, isFormData: never, isReadableStream: never, isShared: never };
})
