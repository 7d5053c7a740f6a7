
throw new TypeError('at the start');
