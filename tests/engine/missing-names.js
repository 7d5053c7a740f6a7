// What a textbook for a page or for Node may try: the report says what to use here.
const attempts = [
  'new XMLHttpRequest()', 'document.title', 'window.document.body', 'window.alert(1)', 'alert(1)', 'self.prompt("?")', 'localStorage.x',
  'process.nextTick(f)', 'process.argv', 'setImmediate(f)', 'global.x', 'new EventSource("/x")', 'AsyncLocalStorage', 'parentPort.on()',
  'fs.readFileSync("x")', 'util.promisify(f)', 'events', 'location.reload()', 'navigator.serviceWorker.register("x")', 'performance.memory.x',
  'new MutationObserver()', 'print(1)', 'caches.open("x")', 'nobodys()', 'nobodys.x', 'location.nothing()',
];
for (const text of attempts)
  try { new Function('f', `return ${text}`)(() => {}); } catch (error) { delete error.stack; reportError(error); }
for (const name of ['http', 'worker_threads', 'os', 'child_process', 'process', 'node:cluster', 'express'])
  try { require(name); } catch (error) { console.log(error.message.split('\n')[0]); }
console.log(typeof Buffer, typeof __dirname, typeof __filename, typeof require('util').promisify, typeof require('events').once,
  require('perf_hooks').performance === performance);
const { fileURLToPath, pathToFileURL } = require('url');
console.log(fileURLToPath('file:///a%20b/c%C3%A9.txt'), pathToFileURL('/a b/c?#%.é\\').href, pathToFileURL('/x/').href, fileURLToPath(new URL('file:///z')));
for (const bad of ['http://x/', 'file://host/x', 'file:///a%2fb', 1])
  try { fileURLToPath(bad); } catch (error) { console.log(error.code, error.message); }
