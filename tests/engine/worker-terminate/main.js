// terminate () ends a worker whatever it does, and this thread does not wait for it.
const programs = [
  'for (;;);',
  '(async () => { for (;;) await null; })()',
  '(function again() { queueMicrotask(again); })()',
  '(function again() { Promise.resolve().then(again); })()',
  'let list = []; for (let i = 0; ; i++) list[i % 1000] = { a: i, b: [i] };',
  'for (;;) postMessage(1);',
  'for (;;) try { for (;;); } catch {} finally { continue; }',
  'function deep(n) { return n < 9000 ? deep(n + 1) + 1 : 1; } for (;;) deep(0);',
  'const text = JSON.stringify(Array(3e5).fill({ a: 1 })); for (;;) JSON.parse(text);',
  'setInterval(() => {});',
  'onmessage = () => {};',
  'const w = new Worker("data:text/javascript,for(;;);"); for (;;);',
];
let ended = 0;
function next() {
  const program = programs[ended];
  if (!program) return console.log('all ended');
  const worker = new Worker(`data:text/javascript,postMessage("up");${encodeURIComponent(program)}`);
  worker.onmessage = () => {
    worker.onmessage = () => console.log('a message after terminate ()', program);
    worker.onerror = () => console.log('an error after terminate ()', program);
    worker.terminate();
    worker.terminate();
    worker.postMessage('to no one');
    console.log(program);
    ended++;
    setTimeout(next, 5);
  };
}
next();
new Worker('data:text/javascript,postMessage(1)').terminate();
