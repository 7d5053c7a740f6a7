// Errors of workers: their own global first, then the Worker object, then this thread.
function errorOf(worker) {
  return new Promise((resolve) => {
    worker.onerror = (e) => {
      e.preventDefault();
      resolve([e.constructor.name, e.type, e.message, e.filename.split('/').pop(), e.lineno, e.colno > 0]);
    };
    worker.onmessage = (e) => resolve(['message', e.data]);
  });
}
const worker = (name) => new Worker(name);
console.log(await errorOf(worker('throws.js')));
console.log(await errorOf(worker('throws-later.js')));
console.log(await errorOf(worker('handles.js')));
console.log(await errorOf(worker('syntax.js')).then(([name, type, message, file]) => [name, type, file]));
console.log(await errorOf(worker('not-there.js')));
console.log(await errorOf(worker('imports.js')));
console.log(await errorOf(worker('https://example.com/elsewhere.js')).then(([name, type]) => [name, type]));

self.onerror = (message, file, line) => {
  console.log('global', message, file.split('/').pop(), line);
  self.onerror = null;
  return true;
};
worker('throws.js');
addEventListener('error', function late(e) {
  removeEventListener('error', late);
  worker('throws.js');
});
