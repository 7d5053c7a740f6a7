module.exports = "index of " + require("path").basename(__dirname); exports.ignored = 1;
