// What Heddle does not have is not defined; the report of the error says what to use instead.
console.log(typeof document, typeof process, typeof setImmediate, typeof XMLHttpRequest, typeof Deno);
setTimeout(() => document.title, 0);
setTimeout(() => process.nextTick(() => {}), 1);
setTimeout(() => new XMLHttpRequest(), 2);
setTimeout(() => window.document.body, 3);
setTimeout(() => notOfAnyone, 4);
(async () => { setImmediate(() => {}); })();
