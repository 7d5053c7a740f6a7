// Pure computing, in several tasks.
let left = 8;
(function next() {
  let sum = 0;
  for (let i = 0; i < 1e8; i++) sum = (sum * 31 + i) | 0;
  if (--left > 0) setTimeout(next);
  else console.log('done');
})();
