const ticks = setInterval(() => console.log('tick'), 20);
let step = 0;

function next() {
  step++;
  if (step < params.steps * 1000) {
    queueMicrotask(next);
  } else {
    clearInterval(ticks);
    console.log(step, 'steps');
  }
}

next();
