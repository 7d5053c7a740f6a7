// SPDX-License-Identifier: GPL-3.0-or-later
//
// multipart.js: a FormData as the bytes of a body, and back (RFC 7578; HTML standard, "multipart/form-data encoding
// algorithm").
(function (heddle) {
  'use strict';

  const {
    MathFloor, MathRandom, NumberPrototypeToString, RegExpPrototypeExec, StringPrototypeIndexOf, StringPrototypeReplace, StringPrototypeSlice,
    StringPrototypeSplit, StringPrototypeToLowerCase, TypeError,
  } = heddle.primordials;
  const bytes = heddle.use('bytes.js');
  const forms = heddle.use('form-data.js');

  const normalize = (text) => StringPrototypeReplace(text, /\r?\n|\r/g, '\r\n');

  function escape(text) {
    const lines = StringPrototypeReplace(StringPrototypeReplace(text, /\n/g, '%0A'), /\r/g, '%0D');
    return StringPrototypeReplace(lines, /"/g, '%22');
  }

  function unescape(text) {
    const lines = StringPrototypeReplace(StringPrototypeReplace(text, /%0a/gi, '\n'), /%0d/gi, '\r');
    return StringPrototypeReplace(lines, /%22/g, '"');
  }

  // { bytes, type }
  function encode(form) {
    const boundary = `----heddle-${NumberPrototypeToString(MathFloor(MathRandom() * 2 ** 52), 36)}`;
    const entries = forms.entriesOf(form);
    const chunks = [];
    for (let i = 0; i < entries.length; i++) {
      const { name, value } = entries[i];
      const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escape(normalize(name))}"`;
      if (typeof value === 'string') {
        chunks[chunks.length] = bytes.encode(`${head}\r\n\r\n${normalize(value)}\r\n`);
        continue;
      }
      const { bytes: content, type } = heddle.use('blob.js').dataOf(value);
      const fileHead = `${head}; filename="${escape(value.name)}"\r\nContent-Type: ${type || 'application/octet-stream'}\r\n\r\n`;
      chunks[chunks.length] = bytes.encode(fileHead);
      chunks[chunks.length] = content;
      chunks[chunks.length] = bytes.encode('\r\n');
    }
    chunks[chunks.length] = bytes.encode(`--${boundary}--\r\n`);
    return { bytes: bytes.join(chunks), type: `multipart/form-data; boundary=${boundary}` };
  }

  // Where `needle` stands in `all` from `from` on, or -1.
  function indexOf(all, needle, from) {
    const n = bytes.lengthOf(needle);
    const last = bytes.lengthOf(all) - n;
    for (let i = from; i <= last; i++) {
      let k = 0;
      while (k < n && all[i + k] === needle[k]) k++;
      if (k === n) return i;
    }
    return -1;
  }

  function readHeaders(text) {
    const headers = { __proto__: null };
    const lines = StringPrototypeSplit(text, '\r\n');
    for (let i = 0; i < lines.length; i++) {
      const colon = StringPrototypeIndexOf(lines[i], ':');
      if (colon < 0) throw malformed();
      const value = StringPrototypeReplace(StringPrototypeSlice(lines[i], colon + 1), /^[\t ]+|[\t ]+$/g, '');
      headers[StringPrototypeToLowerCase(StringPrototypeSlice(lines[i], 0, colon))] = value;
    }
    return headers;
  }

  const malformed = () => new TypeError('Failed to parse body as FormData.');

  function readEntry(head, content) {
    const headers = readHeaders(head);
    const disposition = headers['content-disposition'] ?? '';
    const name = RegExpPrototypeExec(/^form-data;.*?[; ]name="([^"]*)"/i, disposition);
    if (name === null) throw malformed();
    const file = RegExpPrototypeExec(/[; ]filename="([^"]*)"/i, disposition);
    const entryName = unescape(name[1]);
    if (file === null) return { __proto__: null, name: entryName, value: bytes.decode(content) };
    const type = headers['content-type'] ?? 'text/plain';
    return { __proto__: null, name: entryName, value: heddle.use('blob.js').makeFile(bytes.copy(content), unescape(file[1]), type) };
  }

  function parseMultipart(all, boundary) {
    const delimiter = bytes.encode(`--${boundary}`);
    const blank = bytes.encode('\r\n\r\n');
    const entries = [];
    let at = indexOf(all, delimiter, 0);
    for (;;) {
      if (at < 0) throw malformed();
      at += bytes.lengthOf(delimiter);
      if (all[at] === 45 && all[at + 1] === 45) return forms.wrap(entries);
      if (all[at] !== 13 || all[at + 1] !== 10) throw malformed();
      const end = indexOf(all, bytes.encode(`\r\n--${boundary}`), at);
      const split = indexOf(all, blank, at);
      if (end < 0 || split < 0 || split > end) throw malformed();
      entries[entries.length] = readEntry(bytes.decode(bytes.view(all, at + 2, split)), bytes.view(all, split + 4, end));
      at = end + 2;
    }
  }

  // The FormData of a body of this MIME type.
  function parse(all, type) {
    if (type !== null && type.essence === 'multipart/form-data' && type.parameters.boundary !== undefined)
      return parseMultipart(all, type.parameters.boundary);
    if (type !== null && type.essence === 'application/x-www-form-urlencoded') {
      const pairs = heddle.use('url-search-params.js').parseForm(bytes.decode(all));
      const entries = [];
      for (let i = 0; i < pairs.length; i++) entries[i] = { __proto__: null, name: pairs[i][0], value: pairs[i][1] };
      return forms.wrap(entries);
    }
    throw new TypeError('Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".');
  }

  return { encode, parse };
})
