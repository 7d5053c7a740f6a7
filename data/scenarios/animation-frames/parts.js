const { compute } = require('./compute.js');
// Frames alone do not keep a program alive; a timer does.
const alive = setTimeout(() => {}, 60000);
let frames = 0;
let last = performance.now();
let longest = 0;
let parts = 0;

function frame(now) {
  longest = Math.max(longest, now - last);
  last = now;
  frames++;
  if (frames < params.frames) {
    requestAnimationFrame(frame);
  } else {
    clearTimeout(alive);
    console.log(`${frames} frames, the longest gap was ${longest.toFixed(0)} ms`);
  }
}

function part() {
  compute(1, params.work * 1e6 / 50);
  parts++;
  if (parts < 50) {
    setTimeout(part, 0);
  }
}

requestAnimationFrame(frame);
setTimeout(part, 100);
