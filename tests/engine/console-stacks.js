// Stacks in Node's form: the program's own calls, an async function once, a required file under its name.
function inner() { return new Error('plain'); }
const arrow = () => inner();
class Maker { static make() { return arrow(); } async later() { await null; return new Error('after await'); } async now() { return new Error('before await'); } }
console.log(Maker.make());
console.log([1].map(function mapper() { return new Error('in map'); })[0]);
console.log(eval('new Error("in eval")'), new Function('return new Error("in a function of text")')());
function recurse(n) { return n === 0 ? new Error('deep') : recurse(n - 1); }
console.log({ nested: recurse(2) });
console.log(new Error('outer', { cause: inner() }));
console.trace('trace %d', 1);
try { require('./modules-data/throws'); } catch (error) { console.log(error); }
const concise = async () => inner();
(async () => {
  console.log(await new Maker().now());
  console.log(await new Maker().later());
  console.log(await concise());
  console.log(await (async () => { throw new TypeError('thrown'); })().catch((error) => error));
  null.property;
})();
