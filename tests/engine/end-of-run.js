// The run ends when nothing is left to do: a timer that was cleared, or a listener, does not keep it alive.
self.addEventListener('message', () => console.log('never'));
clearTimeout(setTimeout(() => console.log('never'), 3600000));
setTimeout(() => console.log('the last task'), 1);
queueMicrotask(() => console.log('a microtask'));
console.log('the first statement');
