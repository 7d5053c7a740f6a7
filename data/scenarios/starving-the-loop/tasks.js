const ticks = setInterval(() => console.log('tick'), 20);
let step = 0;

function next() {
  step++;
  if (step === params.steps * 1000) {
    clearInterval(ticks);
    console.log(step, 'steps');
  } else if (step % 1000 === 0) {
    setTimeout(next, 0);
  } else {
    queueMicrotask(next);
  }
}

next();
