// Objects of the Web APIs, as Node prints them.
const { inspect } = require('util');
console.log(new URL('http://u:p@x.org:81/a?b=1#c'), new URLSearchParams('a=1&b=2'), new URLSearchParams(), [new URL('http://x')]);
console.log(new Headers(), new Headers({ a: 'b', 'x-y': 'it\'s' }), new Blob(['abc'], { type: 'text/plain' }));
console.log(new AbortController(), AbortSignal.abort(), new EventTarget());
for (const event of [new Event('x'), new CustomEvent('y', { detail: 5, cancelable: true }), new MessageEvent('message', { data: 1 })])
  console.log(inspect(event).replace(/timeStamp: [\d.]+/, 'timeStamp: 0'));
console.log(new TextDecoder('utf-8', { fatal: true }), performance.mark('q', { startTime: 5 }), [new Response().status]);
