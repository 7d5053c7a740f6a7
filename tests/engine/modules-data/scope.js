module.exports = [this === exports, typeof require, typeof arguments, arguments.length];
