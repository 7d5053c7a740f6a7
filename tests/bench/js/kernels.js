// Computing alone, in ms: each kernel some times, the median.
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

function primes(limit) {
  let count = 0;
  for (let n = 2; n < limit; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) { prime = false; break; }
    if (prime) count++;
  }
  return count;
}

function mandelbrot(n) {
  let sum = 0;
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      const cr = (3 * column) / n - 2.2;
      const ci = (3 * row) / n - 1.5;
      let r = 0;
      let i = 0;
      let k = 0;
      for (; k < 200 && r * r + i * i < 4; k++) {
        const t = r * r - i * i + cr;
        i = 2 * r * i + ci;
        r = t;
      }
      sum += k;
    }
  }
  return sum;
}

// FIPS 180-4. Its constants are the fractions of the cube roots of the first 64 primes.
const fractions = (root) => {
  const words = [];
  for (let n = 2; words.length < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (prime) words.push(((root(n) % 1) * 2 ** 32) | 0);
  }
  return words;
};
const K = new Int32Array(fractions(Math.cbrt));
const START = fractions(Math.sqrt).slice(0, 8);
const turn = (x, n) => (x >>> n) | (x << (32 - n));

function sha256Block(state, words, bytes, offset) {
  for (let t = 0; t < 16; t++) {
    const i = offset + 4 * t;
    words[t] = (bytes[i] << 24) | (bytes[i + 1] << 16) | (bytes[i + 2] << 8) | bytes[i + 3];
  }
  for (let t = 16; t < 64; t++) {
    const x = words[t - 15];
    const y = words[t - 2];
    words[t] = words[t - 16] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + words[t - 7] + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = 0; t < 64; t++) {
    const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[t] + words[t]) | 0;
    const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + t1) | 0;
    d = c; c = b; b = a; a = (t1 + t2) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d;
  state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

// Of n zero bytes; n is a multiple of 64.
function sha256(n) {
  const state = Int32Array.from(START);
  const words = new Int32Array(64);
  const bytes = new Uint8Array(n);
  const last = new Uint8Array(64);
  for (let offset = 0; offset < n; offset += 64) sha256Block(state, words, bytes, offset);
  last[0] = 0x80;
  new DataView(last.buffer).setUint32(60, n * 8);
  sha256Block(state, words, last, 0);
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function randomNumbers(n) {
  let x = 42;
  return Array.from({ length: n }, () => {
    x = (Math.imul(x, 1664525) + 1013904223) | 0;
    return x >>> 0;
  });
}

const numbers = randomNumbers(200000);
const records = numbers.slice(0, 20000).map((id, i) => ({ id, name: `thread ${i}`, on: i % 2 === 0, at: [i, i / 7] }));

const kernels = {
  primes: [() => primes(300000), 25997],
  mandelbrot: [() => mandelbrot(300), undefined],
  sha256: [() => sha256(2 ** 22), 'bb9f8df61474d25e71fa00722318cd387396ca1736605e1248821cc0de3d3af8'],
  sorts: [() => numbers.slice().sort((a, b) => a - b)[100000] < numbers.slice().sort()[0], undefined],
  json: [() => JSON.parse(JSON.stringify(records)).length, 20000],
};

function measure([run, expected]) {
  const times = [];
  for (let i = 0; i < 5; i++) {
    const start = performance.now();
    const result = run();
    times.push(performance.now() - start);
    if (expected !== undefined && result !== expected) throw new Error(`${run}: ${result} instead of ${expected}`);
  }
  return median(times);
}

const results = {};
for (const name of Object.keys(kernels)) results[name] = measure(kernels[name]);
console.log(JSON.stringify(results));
