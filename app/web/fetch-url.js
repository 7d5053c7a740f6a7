// SPDX-License-Identifier: GPL-3.0-or-later
//
// fetch-url.js: the URLs that fetch is given, relative to the run's origin.
(function (heddle) {
  'use strict';

  const { ObjectDefineProperty, StringPrototypeIndexOf, StringPrototypeSlice, TypeError } = heddle.primordials;
  const { parseURL } = heddle.use('url.js');

  const base = () => heddle.native.locationHref;

  // The record of a URL; throws as Node does.
  function parse(input) {
    const record = parseURL(input, base());
    if (record) return record;
    const cause = new TypeError('Invalid URL');
    ObjectDefineProperty(cause, 'code', { __proto__: null, value: 'ERR_INVALID_URL', writable: true, enumerable: true, configurable: true });
    ObjectDefineProperty(cause, 'input', { __proto__: null, value: input, writable: true, enumerable: true, configurable: true });
    throw new TypeError(`Failed to parse URL from ${input}`, { cause });
  }

  function withoutFragment(href) {
    const hash = StringPrototypeIndexOf(href, '#');
    return hash < 0 ? href : StringPrototypeSlice(href, 0, hash);
  }

  return { base, parse, withoutFragment };
})
