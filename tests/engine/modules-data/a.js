exports.done = false;
const b = require('./b.js');
exports.seenByA = b.done;
exports.done = true;
