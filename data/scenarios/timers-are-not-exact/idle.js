const start = performance.now();

for (const delay of [20, 40, 60, 80, 100]) {
  setTimeout(() => {
    const late = performance.now() - start - delay;
    console.log(`the timer of ${delay} ms is ${late.toFixed(1)} ms late`);
  }, delay);
}
