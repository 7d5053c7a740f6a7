// SPDX-License-Identifier: GPL-3.0-or-later
//
// path.js: what `require('path')` gives: Node's path for POSIX.
(function (heddle) {
  'use strict';

  const {
    ArrayPrototypePush, StringPrototypeEndsWith, StringPrototypeLastIndexOf, StringPrototypeSlice,
    StringPrototypeStartsWith,
  } = heddle.primordials;
  const { join: joinTexts, split } = heddle.use('inspect-text.js');
  const { invalidArgument } = heddle.use('node-errors.js');

  function check(path, name = 'path') {
    if (typeof path !== 'string') throw invalidArgument(name, 'of type string', path);
    return path;
  }

  function isAbsolute(path) {
    return StringPrototypeStartsWith(check(path), '/');
  }

  // The names of a path, with `.` and `..` taken away where that can be told.
  function simplify(path, absolute) {
    const names = [];
    const parts = split(path, '/');
    for (let i = 0; i < parts.length; i++) {
      if (parts[i] === '' || parts[i] === '.') continue;
      if (parts[i] !== '..') ArrayPrototypePush(names, parts[i]);
      else if (names.length > 0 && names[names.length - 1] !== '..') names.length--;
      else if (!absolute) ArrayPrototypePush(names, '..');
    }
    return names;
  }

  function normalize(path) {
    const absolute = isAbsolute(path);
    const text = joinTexts(simplify(path, absolute), '/');
    if (text === '') return absolute ? '/' : StringPrototypeEndsWith(path, '/') ? './' : '.';
    return `${absolute ? '/' : ''}${text}${StringPrototypeEndsWith(path, '/') ? '/' : ''}`;
  }

  function join(...paths) {
    const parts = [];
    for (let i = 0; i < paths.length; i++) if (check(paths[i]) !== '') ArrayPrototypePush(parts, paths[i]);
    return parts.length === 0 ? '.' : normalize(joinTexts(parts, '/'));
  }

  function resolve(...paths) {
    let path = '';
    for (let i = paths.length - 1; i >= 0 && !StringPrototypeStartsWith(path, '/'); i--)
      if (check(paths[i]) !== '') path = path === '' ? paths[i] : `${paths[i]}/${path}`;
    if (!StringPrototypeStartsWith(path, '/')) path = `${heddle.native.programPath()[0]}/${path}`;
    return `/${joinTexts(simplify(path, true), '/')}`;
  }

  function withoutEnd(path) {
    let end = path.length;
    while (end > 1 && path[end - 1] === '/') end--;
    return StringPrototypeSlice(path, 0, end);
  }

  function dirname(path) {
    const text = withoutEnd(check(path));
    const at = StringPrototypeLastIndexOf(text, '/');
    if (at === -1) return '.';
    return at === 0 ? '/' : withoutEnd(StringPrototypeSlice(text, 0, at));
  }

  function basename(path, suffix) {
    if (suffix !== undefined && suffix === check(path)) return '';
    const text = withoutEnd(check(path));
    const name = text === '/' ? '' : StringPrototypeSlice(text, StringPrototypeLastIndexOf(text, '/') + 1);
    return suffix !== undefined && name !== suffix && StringPrototypeEndsWith(name, suffix)
      ? StringPrototypeSlice(name, 0, name.length - suffix.length) : name;
  }

  function extname(path) {
    const name = basename(path);
    const at = StringPrototypeLastIndexOf(name, '.');
    return at <= 0 || name === '..' ? '' : StringPrototypeSlice(name, at);
  }

  function relative(from, to) {
    const start = simplify(resolve(from), true);
    const end = simplify(resolve(to), true);
    let common = 0;
    while (common < start.length && common < end.length && start[common] === end[common]) common++;
    const names = [];
    for (let i = common; i < start.length; i++) ArrayPrototypePush(names, '..');
    for (let i = common; i < end.length; i++) ArrayPrototypePush(names, end[i]);
    return joinTexts(names, '/');
  }

  function parse(path) {
    const base = basename(path);
    const ext = extname(path);
    const root = isAbsolute(path) ? '/' : '';
    const dir = dirname(path);
    return {
      root, dir: dir === '.' && !StringPrototypeStartsWith(path, '.') ? '' : dir, base, ext,
      name: StringPrototypeSlice(base, 0, base.length - ext.length),
    };
  }

  function format({ root = '', dir = root, base, name = '', ext = '' }) {
    const file = base ?? name + (ext === '' || StringPrototypeStartsWith(ext, '.') ? ext : `.${ext}`);
    if (dir === '') return file;
    return dir === root ? dir + file : `${dir}/${file}`;
  }

  const path = {
    resolve, normalize, isAbsolute, join, relative, dirname, basename, extname, format, parse, sep: '/', delimiter: ':',
    toNamespacedPath: (text) => text,
  };
  path.posix = path;

  return { path, dirname, join, resolve };
})
