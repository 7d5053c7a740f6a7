exports.done = false;
const a = require('./a.js');
exports.seenByB = a.done;
exports.done = true;
