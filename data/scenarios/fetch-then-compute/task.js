// One task: wait for the server, then compute with what it said. All variants do exactly this.

// An operation is one step of this little random number generator.
function compute(seed, operations) {
  let state = seed | 0;
  for (let i = 0; i < operations; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
  }
  return state >>> 0;
}

async function runTask(number, delay, work) {
  const response = await fetch(`/data/task${number}?delay=${delay}`);
  const text = await response.text();
  return compute(text.length + number, work * 1e6);
}

// In a page's or a worker's script `importScripts` brings both functions; in the main program `require` does.
if (typeof module !== 'undefined') {
  module.exports = { compute, runTask };
}
