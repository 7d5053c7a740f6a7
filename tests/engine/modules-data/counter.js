let count = 0;
exports.next = () => ++count;
exports.filename = require('path').basename(__filename);
exports.dirname = require('path').basename(__dirname);
exports.parentIsMain = module.parent === require.main;
