// What a worker posted before its end arrives, in order, however busy its creator was meanwhile.
const closing = new Worker('closing.js');
const failing = new Worker('failing.js');
const heard = { closing: [], failing: [] };
let left = 5;
const hear = (list, what) => {
  list.push(what);
  if (--left === 0) console.log(heard);
};
closing.onmessage = (e) => hear(heard.closing, e.data);
failing.onmessage = (e) => hear(heard.failing, e.data);
failing.onerror = (e) => { e.preventDefault(); hear(heard.failing, 'error'); };
closing.postMessage('go');
failing.postMessage('go');
// Long enough for both to come to their ends; were it too short, the same would be printed.
const until = performance.now() + 300;
while (performance.now() < until);
