// Says so, and waits: its memory is looked at meanwhile.
console.log('waiting');
setTimeout(() => {}, 300);
