// One task does it all. Clicks wait until it is over.
const { compute } = require('./compute.js');
require('./clicks.js');

setTimeout(() => {
  const result = compute(1, params.work * 1e6);
  console.log('result:', result);
}, 0);
