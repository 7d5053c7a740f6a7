// performance: High Resolution Time, User Timing.
const before = performance.now();
console.log(before >= 0, performance.now() >= before, Math.abs(performance.timeOrigin + before - Date.now()) < 1000);
performance.mark('a', { startTime: 10 });
performance.mark('b', { startTime: 5, detail: { deep: [1] } });
performance.mark('a', { startTime: 30 });
const measure = performance.measure('m', 'b', 'a');
console.log(measure.startTime, measure.duration, measure.entryType, measure.name);
console.log(performance.measure('n', { start: 1, duration: 2, detail: 'd' }).toJSON());
console.log(performance.measure('o', { end: 9, duration: 4 }).startTime, performance.measure('p', { start: 'b', end: 8 }).duration);
console.log(performance.getEntries().map((entry) => `${entry.entryType} ${entry.name} ${entry.startTime}`));
console.log(performance.getEntriesByName('a', 'mark').length, performance.getEntriesByType('measure').length, performance.getEntriesByName('a', 'measure').length);
performance.clearMarks('a');
performance.clearMeasures();
console.log(performance.getEntries().map((entry) => entry.name));
try { performance.measure('q', 'no such mark'); } catch (error) { console.log(error.name, error instanceof DOMException); }
for (const options of [{ duration: 1 }, { start: 1, end: 2, duration: 3 }]) {
  try { performance.measure('q', options); } catch (error) { console.log(error instanceof TypeError); }
}
try { performance.mark('q', { startTime: -1 }); } catch (error) { console.log(error instanceof TypeError); }
const mark = performance.getEntries()[0];
console.log(mark instanceof PerformanceMark, mark instanceof PerformanceEntry, mark.detail, performance instanceof EventTarget);
