// SPDX-License-Identifier: GPL-3.0-or-later
//
// fs-stats.js: what fs tells of a file (Stats) and of a name in a folder (Dirent).
(function (heddle) {
  'use strict';

  const { Date, Symbol } = heddle.primordials;

  const TYPE_MASK = 0o170000;
  const TYPES = { __proto__: null, isFile: 0o100000, isDirectory: 0o040000, isSymbolicLink: 0o120000, isFIFO: 0o010000,
    isSocket: 0o140000, isBlockDevice: 0o060000, isCharacterDevice: 0o020000 };
  const LETTERS = { __proto__: null, f: 1, d: 2, l: 3, '?': 0 };

  class Stats {
    isFile() { return (this.mode & TYPE_MASK) === TYPES.isFile; }
    isDirectory() { return (this.mode & TYPE_MASK) === TYPES.isDirectory; }
    isSymbolicLink() { return (this.mode & TYPE_MASK) === TYPES.isSymbolicLink; }
    isFIFO() { return (this.mode & TYPE_MASK) === TYPES.isFIFO; }
    isSocket() { return (this.mode & TYPE_MASK) === TYPES.isSocket; }
    isBlockDevice() { return (this.mode & TYPE_MASK) === TYPES.isBlockDevice; }
    isCharacterDevice() { return (this.mode & TYPE_MASK) === TYPES.isCharacterDevice; }
  }

  const NUMBERS = ['dev', 'mode', 'nlink', 'uid', 'gid', 'rdev', 'blksize', 'ino', 'size', 'blocks', 'atimeMs',
    'mtimeMs', 'ctimeMs', 'birthtimeMs'];
  const TIMES = ['atime', 'mtime', 'ctime', 'birthtime'];

  // From the numbers that the C half gives, in their order.
  function makeStats(facts) {
    const stats = new Stats();
    for (let i = 0; i < NUMBERS.length; i++) stats[NUMBERS[i]] = facts[i];
    for (let i = 0; i < TIMES.length; i++) stats[TIMES[i]] = new Date(stats[`${TIMES[i]}Ms`]);
    return stats;
  }

  const TYPE = Symbol('type');

  class Dirent {
    constructor(name, path, letter) {
      this.name = name;
      this.parentPath = path;
      this.path = path;
      this[TYPE] = LETTERS[letter];
    }

    isFile() { return this[TYPE] === LETTERS.f; }
    isDirectory() { return this[TYPE] === LETTERS.d; }
    isSymbolicLink() { return this[TYPE] === LETTERS.l; }
    isFIFO() { return false; }
    isSocket() { return false; }
    isBlockDevice() { return false; }
    isCharacterDevice() { return false; }
  }

  return { Stats, Dirent, makeStats };
})
