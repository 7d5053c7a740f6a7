// SPDX-License-Identifier: GPL-3.0-or-later
//
// url-parser.js: the basic URL parser (URL standard, "URL parsing") and the serializer. A URL record has scheme, username,
// password, host (serialized) or null, port or null, path (a list of segments, or a string when opaque), query and
// fragment or null.
//
// A state is a function of the parser `p` and of the code unit at its pointer (-1 at the end). It returns undefined to
// go on, FAILURE, or DONE when a setter's parse ends early.
(function (heddle) {
  'use strict';

  const {
    ArrayPrototypeJoin, ArrayPrototypePop, ArrayPrototypePush, ArrayPrototypeSlice, RegExpPrototypeExec,
    RegExpPrototypeSymbolReplace, StringPrototypeCharCodeAt, StringPrototypeIndexOf,
    StringPrototypeSlice, StringPrototypeToLowerCase,
  } = heddle.primordials;
  const { encode, sets } = heddle.use('percent-encoding.js');
  const { parseHost } = heddle.use('url-host.js');

  const FAILURE = 1;
  const DONE = 2;
  const END = -1;
  const HASH = 35, SLASH = 47, COLON = 58, QUESTION = 63, AT = 64, LEFT_BRACKET = 91, BACKSLASH = 92, RIGHT_BRACKET = 93;
  const defaultPorts = { __proto__: null, 'http:': 80, 'https:': 443, 'ws:': 80, 'wss:': 443, 'ftp:': 21, 'file:': null };

  const test = (pattern, string) => RegExpPrototypeExec(pattern, string) !== null;
  const isSpecial = (url) => url.scheme in defaultPorts;
  const isOpaque = (url) => typeof url.path === 'string';
  const hasCredentials = (url) => url.username !== '' || url.password !== '';
  const isDriveLetter = (text) => test(/^[a-zA-Z][:|]$/, text);
  const isNormalizedDriveLetter = (text) => test(/^[a-zA-Z]:$/, text);
  const startsWithDriveLetter = (text) => test(/^[a-zA-Z][:|](?:[/\\?#]|$)/, text);
  const isDigit = (unit) => unit >= 48 && unit <= 57;
  const isAlpha = (unit) => (unit | 32) >= 97 && (unit | 32) <= 122;

  function shorten(url) {
    if (url.scheme === 'file:' && url.path.length === 1 && isNormalizedDriveLetter(url.path[0])) return;
    ArrayPrototypePop(url.path);
  }

  function isSeparator(p, c) {
    return c === SLASH || (c === BACKSLASH && isSpecial(p.url));
  }

  function isEndOfAuthority(p, c) {
    return c === END || c === QUESTION || c === HASH || isSeparator(p, c);
  }

  function rest(p) {
    return StringPrototypeSlice(p.input, p.pointer);
  }

  function next(p, offset = 1) {
    const i = p.pointer + offset;
    return i < p.input.length ? StringPrototypeCharCodeAt(p.input, i) : END;
  }

  // Goes to `state` with the same code unit once more.
  function again(p, state) {
    p.state = state;
    p.pointer--;
  }

  function copyFromBase(p, withPath) {
    const { url, base } = p;
    url.username = base.username;
    url.password = base.password;
    url.host = base.host;
    url.port = base.port;
    if (!withPath) return;
    url.path = isOpaque(base) ? base.path : ArrayPrototypeSlice(base.path);
    url.query = base.query;
  }

  function startQuery(p) {
    p.url.query = '';
    p.state = query;
  }

  function startFragment(p) {
    p.url.fragment = '';
    p.state = fragment;
  }

  function schemeStart(p, c) {
    if (isAlpha(c)) {
      p.state = scheme;
      p.pointer--;
      p.start = p.pointer + 1;
    } else if (!p.override) again(p, noScheme);
    else return FAILURE;
  }

  function scheme(p, c) {
    if (isAlpha(c) || isDigit(c) || c === 43 || c === 45 || c === 46) return undefined;
    if (c !== COLON) {
      if (p.override) return FAILURE;
      p.state = noScheme;
      p.pointer = -1;
      return undefined;
    }
    const name = `${StringPrototypeToLowerCase(StringPrototypeSlice(p.input, p.start, p.pointer))}:`;
    if (p.override) return setScheme(p.url, name);
    p.url.scheme = name;
    afterScheme(p);
  }

  function setScheme(url, name) {
    if (isSpecial(url) !== (name in defaultPorts)) return DONE;
    if ((hasCredentials(url) || url.port !== null) && name === 'file:') return DONE;
    if (url.scheme === 'file:' && url.host === '') return DONE;
    url.scheme = name;
    if (url.port === defaultPorts[name]) url.port = null;
    return DONE;
  }

  function afterScheme(p) {
    const { url, base } = p;
    if (url.scheme === 'file:') p.state = file;
    else if (isSpecial(url)) p.state = base?.scheme === url.scheme ? specialRelativeOrAuthority : specialAuthoritySlashes;
    else if (next(p) === SLASH) {
      p.state = pathOrAuthority;
      p.pointer++;
    } else {
      url.path = '';
      p.state = opaquePath;
    }
  }

  function noScheme(p, c) {
    const { url, base } = p;
    if (!base || (isOpaque(base) && c !== HASH)) return FAILURE;
    if (isOpaque(base)) {
      url.scheme = base.scheme;
      url.path = base.path;
      url.query = base.query;
      startFragment(p);
    } else again(p, base.scheme === 'file:' ? file : relative);
  }

  function specialRelativeOrAuthority(p, c) {
    if (c === SLASH && next(p) === SLASH) {
      p.state = specialAuthorityIgnoreSlashes;
      p.pointer++;
    } else again(p, relative);
  }

  function pathOrAuthority(p, c) {
    if (c === SLASH) startAuthority(p);
    else again(p, path);
  }

  function startAuthority(p) {
    p.state = authority;
    p.start = p.pointer + 1;
  }

  function relative(p, c) {
    p.url.scheme = p.base.scheme;
    if (isSeparator(p, c)) {
      p.state = relativeSlash;
      return;
    }
    copyFromBase(p, true);
    if (c === QUESTION) startQuery(p);
    else if (c === HASH) startFragment(p);
    else if (c !== END) {
      p.url.query = null;
      shorten(p.url);
      again(p, path);
    }
  }

  function relativeSlash(p, c) {
    if (isSpecial(p.url) && isSeparator(p, c)) p.state = specialAuthorityIgnoreSlashes;
    else if (c === SLASH) startAuthority(p);
    else {
      copyFromBase(p, false);
      again(p, path);
    }
  }

  function specialAuthoritySlashes(p, c) {
    if (c === SLASH && next(p) === SLASH) {
      p.state = specialAuthorityIgnoreSlashes;
      p.pointer++;
    } else again(p, specialAuthorityIgnoreSlashes);
  }

  function specialAuthorityIgnoreSlashes(p, c) {
    if (c === SLASH || c === BACKSLASH) return;
    startAuthority(p);
    p.start = p.pointer;
    p.pointer--;
  }

  // The credentials end at the last @ before the path.
  function authority(p, c) {
    if (c === AT) p.at = p.pointer;
    else if (isEndOfAuthority(p, c)) {
      if (p.at >= 0) {
        if (p.at + 1 === p.pointer) return FAILURE;
        readCredentials(p.url, StringPrototypeSlice(p.input, p.start, p.at));
        p.start = p.at + 1;
      }
      p.pointer = p.start - 1;
      p.state = host;
    }
  }

  function readCredentials(url, text) {
    const colon = StringPrototypeIndexOf(text, ':');
    url.username = encode(colon < 0 ? text : StringPrototypeSlice(text, 0, colon), sets.userinfo);
    if (colon >= 0) url.password = encode(StringPrototypeSlice(text, colon + 1), sets.userinfo);
  }

  function host(p, c) {
    const { url, override } = p;
    if (override && url.scheme === 'file:') {
      again(p, fileHost);
      return undefined;
    }
    if (c === COLON && !p.insideBrackets) return endHostAtPort(p);
    if (!isEndOfAuthority(p, c)) {
      if (c === LEFT_BRACKET) p.insideBrackets = true;
      if (c === RIGHT_BRACKET) p.insideBrackets = false;
      return undefined;
    }
    const text = StringPrototypeSlice(p.input, p.start, p.pointer);
    if (isSpecial(url) && text === '') return FAILURE;
    if (override && text === '' && (hasCredentials(url) || url.port !== null)) return FAILURE;
    if (!setHost(url, text)) return FAILURE;
    again(p, pathStart);
    return override ? DONE : undefined;
  }

  function endHostAtPort(p) {
    const text = StringPrototypeSlice(p.input, p.start, p.pointer);
    if (text === '' || p.override === 'hostname' || !setHost(p.url, text)) return FAILURE;
    p.state = port;
    p.start = p.pointer + 1;
    return undefined;
  }

  function setHost(url, text) {
    const parsed = text === '' ? '' : parseHost(text, !isSpecial(url));
    if (parsed === null) return false;
    url.host = parsed;
    return true;
  }

  function port(p, c) {
    const { url } = p;
    if (isDigit(c)) return undefined;
    if (!isEndOfAuthority(p, c) && !p.override) return FAILURE;
    if (p.start < p.pointer) {
      const number = +StringPrototypeSlice(p.input, p.start, p.pointer);
      if (number > 65535) return FAILURE;
      url.port = number === defaultPorts[url.scheme] ? null : number;
      if (p.override) return DONE;
    }
    if (p.override) return FAILURE;
    again(p, pathStart);
    return undefined;
  }

  function file(p, c) {
    const { url, base } = p;
    url.scheme = 'file:';
    url.host = '';
    if (c === SLASH || c === BACKSLASH) p.state = fileSlash;
    else if (base?.scheme !== 'file:') again(p, path);
    else {
      url.host = base.host;
      url.path = ArrayPrototypeSlice(base.path);
      url.query = base.query;
      if (c === QUESTION) startQuery(p);
      else if (c === HASH) startFragment(p);
      else if (c !== END) {
        url.query = null;
        if (startsWithDriveLetter(rest(p))) url.path = [];
        else shorten(url);
        again(p, path);
      }
    }
  }

  function fileSlash(p, c) {
    const { url, base } = p;
    if (c === SLASH || c === BACKSLASH) {
      p.state = fileHost;
      p.start = p.pointer + 1;
      return;
    }
    if (base?.scheme === 'file:') {
      url.host = base.host;
      if (!startsWithDriveLetter(rest(p)) && base.path.length > 0 && isNormalizedDriveLetter(base.path[0]))
        ArrayPrototypePush(url.path, base.path[0]);
    }
    again(p, path);
  }

  function fileHost(p, c) {
    const { url } = p;
    if (c !== END && c !== SLASH && c !== BACKSLASH && c !== QUESTION && c !== HASH) return undefined;
    const text = StringPrototypeSlice(p.input, p.start, p.pointer);
    if (!p.override && isDriveLetter(text)) {
      p.prefix = text;
      again(p, path);
      return undefined;
    }
    if (text === '') url.host = '';
    else {
      const parsed = parseHost(text, false);
      if (parsed === null) return FAILURE;
      url.host = parsed === 'localhost' ? '' : parsed;
    }
    again(p, pathStart);
    return p.override ? DONE : undefined;
  }

  function pathStart(p, c) {
    const { url } = p;
    if (isSpecial(url)) {
      p.state = path;
      if (c !== SLASH && c !== BACKSLASH) p.pointer--;
    } else if (!p.override && c === QUESTION) startQuery(p);
    else if (!p.override && c === HASH) startFragment(p);
    else if (c !== END) {
      p.state = path;
      if (c !== SLASH) p.pointer--;
    } else if (p.override && url.host === null) ArrayPrototypePush(url.path, '');
  }

  const isDouble = (segment) => segment.length >= 2 && segment.length <= 6 && test(/^(?:\.|%2e){2}$/i, segment);
  const isSingle = (segment) => segment === '.' || (segment.length === 3 && test(/^%2e$/i, segment));

  // One segment at a time: to the next separator.
  function path(p, c) {
    let end = p.pointer;
    while (c !== END && !isSeparator(p, c) && (p.override || (c !== QUESTION && c !== HASH))) {
      end++;
      c = next(p, end - p.pointer);
    }
    const segment = p.prefix + encode(StringPrototypeSlice(p.input, p.pointer, end), sets.path);
    p.prefix = '';
    p.pointer = end;
    appendSegment(p.url, segment, isSeparator(p, c));
    if (c === QUESTION) startQuery(p);
    if (c === HASH) startFragment(p);
  }

  function appendSegment(url, segment, goesOn) {
    const segments = url.path;
    if (isDouble(segment)) {
      shorten(url);
      if (!goesOn) segments[segments.length] = '';
    } else if (isSingle(segment)) {
      if (!goesOn) segments[segments.length] = '';
    } else if (url.scheme === 'file:' && segments.length === 0 && isDriveLetter(segment))
      segments[0] = `${segment[0]}:`;
    else segments[segments.length] = segment;
  }

  function opaquePath(p, c) {
    let end = p.pointer;
    while (c !== END && c !== QUESTION && c !== HASH) {
      end++;
      c = next(p, end - p.pointer);
    }
    let text = encode(StringPrototypeSlice(p.input, p.pointer, end), sets.c0Control);
    if (c !== END) text = RegExpPrototypeSymbolReplace(/ $/, text, '%20');
    p.url.path += text;
    p.pointer = end;
    if (c === QUESTION) startQuery(p);
    if (c === HASH) startFragment(p);
  }

  function query(p) {
    let end = p.override ? -1 : StringPrototypeIndexOf(p.input, '#', p.pointer);
    if (end < 0) end = p.input.length;
    p.url.query += encode(StringPrototypeSlice(p.input, p.pointer, end), isSpecial(p.url) ? sets.specialQuery : sets.query);
    p.pointer = end;
    if (end < p.input.length) startFragment(p);
  }

  function fragment(p) {
    p.url.fragment += encode(rest(p), sets.fragment);
    p.pointer = p.input.length;
  }

  const states = {
    __proto__: null, scheme: schemeStart, host, hostname: host, port, path: pathStart, query, fragment,
  };

  function run(p) {
    const n = p.input.length;
    for (;;) {
      const result = p.state(p, p.pointer < n ? StringPrototypeCharCodeAt(p.input, p.pointer) : END);
      if (result !== undefined) return result !== FAILURE;
      if (p.pointer >= n) return true;
      p.pointer++;
    }
  }

  function makeParser(input, base, url, override) {
    if (test(/[\t\n\r]/, input)) input = RegExpPrototypeSymbolReplace(/[\t\n\r]+/g, input, '');
    return {
      __proto__: null, input, base, url, override, state: override ? states[override] : schemeStart,
      pointer: 0, start: 0, at: -1, prefix: '', insideBrackets: false,
    };
  }

  // Returns a URL record, or null.
  function parse(input, base) {
    if (test(/^[\0-\x20]|[\0-\x20]$/, input)) input = RegExpPrototypeSymbolReplace(/^[\0-\x20]+|[\0-\x20]+$/g, input, '');
    const url = {
      __proto__: null, scheme: '', username: '', password: '', host: null, port: null, path: [], query: null, fragment: null,
    };
    return run(makeParser(input, base, url, null)) ? url : null;
  }

  // A setter's parse into `url`, from the state `override`; false on failure.
  function parseInto(url, input, override) {
    return run(makeParser(input, null, url, override));
  }

  function serializePath(url) {
    if (isOpaque(url)) return url.path;
    return url.path.length === 0 ? '' : `/${ArrayPrototypeJoin(url.path, '/')}`;
  }

  function serializeHost(url) {
    return url.host === null ? '' : url.port === null ? url.host : `${url.host}:${url.port}`;
  }

  function serializeAuthority(url) {
    if (url.host === null) return !isOpaque(url) && url.path.length > 1 && url.path[0] === '' ? '/.' : '';
    if (!hasCredentials(url)) return `//${serializeHost(url)}`;
    return `//${url.username}${url.password === '' ? '' : `:${url.password}`}@${serializeHost(url)}`;
  }

  function serialize(url) {
    return url.scheme + serializeAuthority(url) + serializePath(url) + (url.query === null ? '' : `?${url.query}`) +
      (url.fragment === null ? '' : `#${url.fragment}`);
  }

  function originOf(url) {
    if (url.scheme === 'blob:') {
      const inner = parse(serializePath(url), null);
      return inner && (inner.scheme === 'http:' || inner.scheme === 'https:') ? originOf(inner) : 'null';
    }
    return isSpecial(url) && url.scheme !== 'file:' ? `${url.scheme}//${serializeHost(url)}` : 'null';
  }

  return {
    parse, parseInto, serialize, serializePath, serializeHost, originOf, isOpaque, hasCredentials,
  };
})
