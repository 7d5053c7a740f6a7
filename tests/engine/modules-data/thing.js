module.exports = class Thing { constructor() { this.here = true; } };
