// Reading files with Node's fs: results, errors, order.
const fs = require('fs');
const { readFile, readFileSync, promises } = require('node:fs');
const show = (label) => (error, value) => console.log(label, error ? `${error.code} ${error.message}` : value);
function attempt(label, action) {
  try { console.log(label, action()); } catch (error) {
    console.log(label, error.name, error.code, error.message, error.errno, error.syscall, error.path);
  }
}
console.log(readFileSync('fs-data/text.txt', 'utf8'), readFileSync('fs-data/text.txt'));
console.log(readFileSync('fs-data/text.txt', { encoding: 'latin1' }), readFileSync('fs-data/text.txt', 'hex'));
console.log(readFileSync('fs-data/text.txt', 'base64'), readFileSync('fs-data/empty.txt', 'utf8') === '', readFileSync('fs-data/empty.txt'));
console.log(readFileSync(__dirname + '/fs-data/data.json', 'utf8').length, JSON.parse(readFileSync('./fs-data/data.json')));
console.log(readFileSync(Buffer.from('fs-data/data.json'), 'ascii'), readFileSync(new URL(`file://${__dirname}/fs-data/data.json`), 'utf8').length);
attempt('missing', () => readFileSync('fs-data/missing.txt'));
attempt('folder', () => readFileSync('fs-data'));
attempt('not a folder', () => readFileSync('fs-data/data.json/x'));
attempt('encoding', () => readFileSync('fs-data/data.json', 'utf9'));
attempt('no path', () => readFileSync());
attempt('number', () => readFileSync({}));
attempt('null byte', () => readFileSync('a\0b'));
attempt('no callback', () => readFile('fs-data/data.json'));
attempt('bad callback', () => readFile('fs-data/data.json', 'utf8', 5));
attempt('bad options', () => readFileSync('fs-data/data.json', 5));
console.log(fs.existsSync('fs-data/data.json'), fs.existsSync('fs-data'), fs.existsSync('nowhere'), fs.existsSync());
const stats = fs.statSync('fs-data/data.json');
console.log(stats.size, stats.isFile(), stats.isDirectory(), stats.mtime instanceof Date, stats.mtimeMs === +stats.mtime || Math.abs(stats.mtimeMs - stats.mtime) < 1, Object.keys(stats).length, stats.constructor.name);
console.log(fs.statSync('fs-data').isDirectory(), fs.lstatSync('fs-data').isSymbolicLink());
attempt('stat', () => fs.statSync('nowhere'));
attempt('stat quiet', () => fs.statSync('nowhere', { throwIfNoEntry: false }));
console.log(fs.readdirSync('fs-data'), fs.readdirSync('fs-data', { withFileTypes: true }).map((e) => [e.name, e.isFile(), e.isDirectory(), e.path]));
attempt('readdir', () => fs.readdirSync('nowhere'));
attempt('readdir of a file', () => fs.readdirSync('fs-data/data.json'));
attempt('access', () => fs.accessSync('fs-data/data.json'));
attempt('access missing', () => fs.accessSync('nowhere', fs.constants.R_OK));
attempt('realpath', () => fs.realpathSync('fs-data/../fs-data/data.json') === `${__dirname}/fs-data/data.json`);
(async () => {
  await new Promise((done) => readFile('fs-data/data.json', 'utf8', (...values) => { console.log('callback', values); done(); }));
  await new Promise((done) => readFile('fs-data/data.json', (error, data) => { console.log(error, Buffer.isBuffer(data), data.length, data.toString('utf8', 0, 8)); done(); }));
  await new Promise((done) => readFile('nowhere', (error, data) => { show('callback error')(error); console.log(data, error instanceof Error, error.errno, error.syscall, error.path); done(); }));
  await new Promise((done) => fs.stat('fs-data', (error, s) => { console.log(error, s.isDirectory()); done(); }));
  await new Promise((done) => fs.readdir('fs-data', (error, names) => { console.log(error, names); done(); }));
  await new Promise((done) => fs.access('nowhere', fs.constants.F_OK, (error) => { show('access')(error); done(); }));
  await new Promise((done) => fs.access('fs-data', (...values) => { console.log(values); done(); }));
  await new Promise((done) => fs.exists('fs-data', (yes) => { console.log(yes); done(); }));
  console.log(await promises.readFile('fs-data/data.json', 'utf8'), await promises.readFile('fs-data/data.json', { encoding: 'utf8' }) === await require('fs/promises').readFile('fs-data/data.json', 'utf-8'));
  await promises.readFile('nowhere').catch((error) => console.log(error.message, error.code, error.name, Object.keys(error)));
  await promises.stat('nowhere').catch((error) => console.log(error.message));
  console.log((await promises.stat('fs-data/data.json')).size, await promises.readdir('fs-data/folder'), await promises.access('fs-data'));
  await promises.readFile(5.5).catch((error) => console.log(error.code, error.name));
  const all = await Promise.all(['data.json', 'text.txt', 'empty.txt'].map((name) => promises.readFile(`fs-data/${name}`)));
  console.log(all.map((data) => data.length));
  console.log((await Promise.allSettled([promises.readFile('nowhere'), promises.readFile('fs-data/empty.txt', 'utf8')])).map((r) => r.status));
  await promises.readFile('fs-data/data.json', { signal: AbortSignal.abort() }).catch((error) => console.log(error.name, error.code, error.message));
  const order = [];
  readFile('fs-data/data.json', () => console.log(order, 'file'));
  Promise.resolve().then(() => order.push('microtask'));
  order.push('sync');
})();
