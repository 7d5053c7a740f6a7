// An operation is one step of this little random number generator.
function compute(seed, operations) {
  let state = seed | 0;
  for (let i = 0; i < operations; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
  }
  return state;
}

// In a worker `importScripts` brings the function; in the main program `require` does.
if (typeof module !== 'undefined') {
  module.exports = { compute };
}
