function lines(name) {
  setTimeout(() => console.log(name, 'timer'), 0);
  Promise.resolve().then(() => console.log(name, 'reaction')).then(() => console.log(name, 'next reaction'));
  queueMicrotask(() => console.log(name, 'microtask'));
  (async () => {
    console.log(name, 'before await');
    await null;
    console.log(name, 'after await');
  })();
  console.log(name, 'end of the function');
}

lines('A');
lines('B');
