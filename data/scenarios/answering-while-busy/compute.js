// An operation is one step of this little random number generator.
function compute(seed, operations) {
  let state = seed | 1;
  for (let i = 0; i < operations; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
  }
  return state >>> 0;
}

// A worker's script gets it by importScripts, the main program by require.
if (typeof module !== 'undefined') {
  module.exports = { compute };
}
