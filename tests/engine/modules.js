// require: files, folders, JSON, cycles, the cache, errors; and Node's own modules.
const counter = require('./modules-data/counter');
console.log(counter.next(), require('./modules-data/counter.js').next(), counter === require('./modules-data/../modules-data/counter.js'));
console.log(counter.filename, counter.dirname, counter.parentIsMain);
console.log(require('./modules-data/a'), require('./modules-data/b'));
console.log(new (require('./modules-data/thing'))(), require('./modules-data/thing'));
console.log(require('./modules-data/data'), require('./modules-data/data.json') === require('./modules-data/data'));
console.log(require('./modules-data/package'), require('./modules-data/package/'), require('./modules-data/scope'), require('./modules-data/hashbang'));
for (const id of ['./nowhere', './modules-data/throws', './modules-data/throws', '', 5, undefined])
  try { console.log(require(id)); } catch (error) { console.log(error.name, error.code, error.message.split('\n')[0]); }
try { require('./modules-data/broken.json'); } catch (error) { console.log(error.name, error.message.startsWith(__dirname)); }
console.log(require.main === module, module.id, module.loaded === false || module.loaded, module.exports === exports, typeof module.children, module.filename === __filename);
console.log(Object.keys(require.cache).map((name) => require('path').basename(name)).sort());
delete require.cache[require.resolve('./modules-data/counter.js')];
console.log(require('./modules-data/counter').next(), counter.next());
console.log(require.resolve('./modules-data/counter') === `${__dirname}/modules-data/counter.js`, require.resolve('fs'));
console.log(require('fs') === require('node:fs'), require('fs').promises === require('fs/promises'), require('timers/promises') === require('node:timers/promises'));
console.log(require('path').basename(__filename), require('path').basename(__dirname), typeof require, require.length, require.name);

const EventEmitter = require('events');
class Bus extends EventEmitter {}
const bus = new Bus();
bus.on('x', (...values) => console.log('x', values));
bus.once('x', function () { console.log('once', this === bus); });
bus.prependListener('x', () => console.log('first'));
console.log(bus.emit('x', 1, 2), bus.emit('x'), bus.emit('none'), bus.listenerCount('x'), bus.eventNames());
const listener = () => console.log('never');
bus.on('y', listener).off('y', listener);
bus.emit('y');
bus.on('newListener', (name, fn) => console.log('new', name, typeof fn));
bus.on('z', () => { bus.removeAllListeners('z'); console.log('z1'); });
bus.on('z', () => console.log('z2'));
console.log(bus.emit('z'), bus.emit('z'), bus.rawListeners('x').length, EventEmitter.EventEmitter === EventEmitter, EventEmitter.defaultMaxListeners);
for (const value of [new Error('thrown'), 'text', { a: 1 }, undefined])
  try { bus.emit('error', value); } catch (error) { console.log(error.name, error.code, error.message); }
try { bus.on('q', 5); } catch (error) { console.log(error.name, error.code, error.message); }
function Old() { EventEmitter.call(this); }
require('util').inherits(Old, EventEmitter);
new Old().on('e', (v) => console.log('old', v)).emit('e', 1);

const util = require('util');
console.log(util.inspect({ a: { b: { c: { d: 1 } } } }, { depth: 0 }), util.inspect('x'), util.format('%s-%d', 'a', 1, 'b'), util.inspect(new Map([[1, 2]]), { compact: false }));
console.log(util.types.isPromise(Promise.resolve()), util.types.isPromise({ then() {} }), util.types.isDate(new Date()), util.types.isProxy(new Proxy({}, {})), util.types.isRegExp(/x/), util.types.isTypedArray(new Uint8Array()), util.types.isAsyncFunction(async () => {}), util.types.isMap(new Map()));
console.log(util.inspect.custom === Symbol.for('nodejs.util.inspect.custom'), util.promisify.custom.toString());

const path = require('path');
console.log(path.join('a', '..', 'b', './c', '/d/'), path.join(''), path.join('/a', '../../b'), path.resolve('/a/b', '../c', './d'), path.normalize('/a//b/../c/.'), path.normalize(''), path.normalize('./'), path.normalize('a/..'), path.normalize('../a'));
console.log(path.basename('/a/b.txt'), path.basename('/a/b.txt', '.txt'), path.basename('/a/b/'), path.basename('.txt', '.txt'), path.dirname('/a/b/c'), path.dirname('a'), path.dirname('/'), path.dirname('/a'), path.dirname('a/b/'));
console.log(path.extname('a.b.c'), path.extname('.bashrc'), path.extname('a.'), path.extname('a/b.c/d'), path.extname('..'), path.isAbsolute('/a'), path.isAbsolute('a'), path.relative('/a/b/c', '/a/d/e'), path.relative('/a', '/a'), path.relative('/a', '/a/b'));
console.log(path.parse('/home/user/file.txt'), path.parse('file'), path.parse('./a/b.c'), path.parse('/'), path.format({ dir: '/a', base: 'b.c' }), path.format({ root: '/', name: 'n', ext: '.e' }), path.sep, path.posix === path);
try { path.join('a', 5); } catch (error) { console.log(error.code, error.message); }

(async () => {
  const { setTimeout: delay, setInterval: every } = require('timers/promises');
  console.log(await delay(1, 'value'), await util.promisify(setTimeout)(1, 'promised'), await util.promisify((a, callback) => callback(null, a + 1))(1));
  await util.promisify((callback) => callback(new Error('failed')))().catch((error) => console.log(error.message));
  let n = 0;
  for await (const value of every(1, 'tick')) { console.log(value, ++n); if (n === 3) break; }
  await delay(1000, null, { signal: AbortSignal.abort('why') }).catch((error) => console.log(error.name, error.code, error.message, error.cause));
  console.log(await EventEmitter.once(Object.assign(bus, { start: setTimeout(() => bus.emit('later', 1, 2), 1) }), 'later'));
})();
