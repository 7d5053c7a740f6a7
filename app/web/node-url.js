// SPDX-License-Identifier: GPL-3.0-or-later
//
// node-url.js: what `require('url')` gives: the global classes, and file names as URLs.
(function (heddle) {
  'use strict';

  const {
    decodeURIComponent, encodeURIComponent, RegExpPrototypeExec, StringPrototypeReplace, StringPrototypeSlice,
    TypeError,
  } = heddle.primordials;
  const { global } = heddle;
  const { URL } = heddle.use('url.js');
  const { resolve } = heddle.use('path.js');
  const { invalidArgument, makeError } = heddle.use('node-errors.js');

  function fileURLToPath(path) {
    if (typeof path !== 'string' && !(path instanceof URL)) throw invalidArgument('path', 'of type string or an instance of URL', path);
    const { protocol, host, pathname } = new URL(path);
    if (protocol !== 'file:') throw makeError(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
    if (host !== '') throw makeError(TypeError, 'ERR_INVALID_FILE_URL_HOST', 'File URL host must be "localhost" or empty on linux');
    if (RegExpPrototypeExec(/%2f/i, pathname) !== null)
      throw makeError(TypeError, 'ERR_INVALID_FILE_URL_PATH', 'File URL path must not include encoded / characters');
    return decodeURIComponent(pathname);
  }

  function pathToFileURL(path) {
    if (typeof path !== 'string') throw invalidArgument('path', 'of type string', path);
    const isFolder = path.length > 1 && StringPrototypeSlice(path, -1) === '/';
    const url = new URL('file:///');
    url.pathname = StringPrototypeReplace(`${resolve(path)}${isFolder ? '/' : ''}`, /[%\\\n\r\t?#]/g, encodeURIComponent);
    return url;
  }

  const url = {
    fileURLToPath, pathToFileURL,
    get URL() { return global.URL; },
    get URLSearchParams() { return global.URLSearchParams; },
  };

  return { url };
})
