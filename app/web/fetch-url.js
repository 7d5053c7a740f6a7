// SPDX-License-Identifier: GPL-3.0-or-later
//
// fetch-url.js: the URLs that fetch is given, relative to the run's origin.
(function (heddle) {
  'use strict';

  const { ObjectDefineProperty, StringPrototypeIndexOf, StringPrototypeSlice, TypeError } = heddle.primordials;
  const parser = heddle.use('url-parser.js');

  const base = () => heddle.native.locationHref ?? heddle.native.origin;

  // The record of a URL against the run's origin, or null.
  function resolve(input) {
    const location = base();
    return parser.parse(input, location === undefined ? null : parser.parse(location, null));
  }

  // { href, hasCredentials }; throws as Node does.
  function parse(input) {
    const record = resolve(input);
    if (record) return { __proto__: null, href: parser.serialize(record), hasCredentials: parser.hasCredentials(record) };
    const cause = new TypeError('Invalid URL');
    ObjectDefineProperty(cause, 'code', { __proto__: null, value: 'ERR_INVALID_URL', writable: true, enumerable: true, configurable: true });
    ObjectDefineProperty(cause, 'input', { __proto__: null, value: input, writable: true, enumerable: true, configurable: true });
    throw new TypeError(`Failed to parse URL from ${input}`, { cause });
  }

  function withoutFragment(href) {
    const hash = StringPrototypeIndexOf(href, '#');
    return hash < 0 ? href : StringPrototypeSlice(href, 0, hash);
  }

  return { resolve, serialize: parser.serialize, parse, withoutFragment };
})
