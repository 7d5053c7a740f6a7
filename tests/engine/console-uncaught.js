// What nobody catches, on stderr; the run goes on and its exit status is 1.
setTimeout(() => { const error = new RangeError('late'); error.code = 5; throw error; });
setTimeout(() => { throw 'a text'; });
setTimeout(() => { throw { an: 'object' }; });
setTimeout(() => { throw undefined; });
setTimeout(() => { require('./modules-data/syntax.js'); });
setTimeout(() => { console.log('goes on'); });
setTimeout(() => { Promise.reject(new TypeError('rejected')); Promise.reject(5); });
