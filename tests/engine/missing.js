// What Heddle does not have is not defined; the report of the error says what to use instead.
console.log(typeof document, typeof process, typeof setImmediate, typeof XMLHttpRequest, typeof Deno);
const attempts = [
  () => document.title,
  () => process.nextTick(() => {}),
  () => new XMLHttpRequest(),
  () => window.document.body,
  () => notOfAnyone,
];
for (const attempt of attempts)
  try { attempt(); } catch (error) { reportError(error); }
Promise.reject(new ReferenceError('of the program itself'));
