// Many small tasks. Clicks are handled between two of them.
const { compute } = require('./compute.js');
require('./clicks.js');

const operations = params.work * 1e6;
let state = 1;
let slice = 0;

// The parts add up to exactly all operations.
function nextSlice() {
  const start = Math.floor(operations * slice / params.slices);
  slice++;
  const end = Math.floor(operations * slice / params.slices);
  state = compute(state, end - start);
  if (slice < params.slices) {
    setTimeout(nextSlice, 0);
  } else {
    console.log('result:', state);
  }
}

setTimeout(nextSlice, 0);
