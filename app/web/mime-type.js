// SPDX-License-Identifier: GPL-3.0-or-later
//
// mime-type.js: reading and writing MIME types (MIME Sniffing standard, sections 4.4 and 4.5).
(function (heddle) {
  'use strict';

  const {
    RegExpPrototypeExec, StringPrototypeIndexOf, StringPrototypeReplace, StringPrototypeSlice, StringPrototypeToLowerCase,
  } = heddle.primordials;

  const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
  const quotable = /^[\t\x20-\x7e\x80-\xff]*$/;
  const matches = (pattern, string) => RegExpPrototypeExec(pattern, string) !== null;
  const trim = (string) => StringPrototypeReplace(string, /^[\t\n\r ]+|[\t\n\r ]+$/g, '');
  const trimEnd = (string) => StringPrototypeReplace(string, /[\t\n\r ]+$/, '');

  // A quoted string that starts at `at`: its value, and where it ends.
  function readQuoted(input, at) {
    let value = '';
    for (at++; at < input.length && input[at] !== '"'; at++) {
      if (input[at] === '\\' && at + 1 < input.length) at++;
      value += input[at];
    }
    return { value, end: at + 1 };
  }

  function endOf(input, character, from) {
    const end = StringPrototypeIndexOf(input, character, from);
    return end < 0 ? input.length : end;
  }

  function readParameters(input, at, parameters) {
    while (at < input.length) {
      const semicolon = endOf(input, ';', at);
      const equals = StringPrototypeIndexOf(input, '=', at);
      if (equals < 0 || equals > semicolon) {
        at = semicolon + 1;
        continue;
      }
      const name = StringPrototypeToLowerCase(trim(StringPrototypeSlice(input, at, equals)));
      let value;
      if (input[equals + 1] === '"') {
        const quoted = readQuoted(input, equals + 1);
        ({ value } = quoted);
        at = endOf(input, ';', quoted.end) + 1;
      } else {
        value = trimEnd(StringPrototypeSlice(input, equals + 1, semicolon));
        at = semicolon + 1;
        if (value === '') continue;
      }
      if (matches(token, name) && matches(quotable, value) && !(name in parameters)) parameters[name] = value;
    }
  }

  // { essence, parameters }, or null when it is no MIME type.
  function parse(string) {
    const input = trim(string);
    const semicolon = endOf(input, ';', 0);
    const slash = StringPrototypeIndexOf(input, '/');
    if (slash < 0 || slash > semicolon) return null;
    const type = StringPrototypeSlice(input, 0, slash);
    const subtype = trimEnd(StringPrototypeSlice(input, slash + 1, semicolon));
    if (!matches(token, type) || !matches(token, subtype)) return null;
    const parameters = { __proto__: null };
    readParameters(input, semicolon + 1, parameters);
    return { __proto__: null, essence: StringPrototypeToLowerCase(`${type}/${subtype}`), parameters };
  }

  function serialize(type) {
    let text = type.essence;
    for (const name in type.parameters) {
      const value = type.parameters[name];
      const isPlain = value !== '' && matches(token, value);
      text += `;${name}=${isPlain ? value : `"${StringPrototypeReplace(value, /["\\]/g, '\\$&')}"`}`;
    }
    return text;
  }

  return { parse, serialize };
})
