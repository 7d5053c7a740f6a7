// The Mandelbrot set, as bench-threads.c computes it.
function iterations(n) {
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

onmessage = ({ data }) => postMessage(iterations(data));
