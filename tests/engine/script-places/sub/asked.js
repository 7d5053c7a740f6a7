#!/usr/bin/env node
exports.place = [__filename, __dirname];
exports.sloppy = (function () { return this !== undefined; })();
exports.later = async () => [(await import('./deep/one.mjs')).name, (await import('../top.mjs')).default];
