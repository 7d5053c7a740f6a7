// Every position in which an async function or an await can stand; what functions show of themselves; stacks. Node prints
// the same. The suite runs it traced, too.
const order = [];
const say = (...values) => { order.push(values.join(' ')); return values[values.length - 1]; };
const flush = (title) => { console.log(title, '|', order.splice(0).join(', ')); };
const soon = (value) => new Promise((resolve) => { queueMicrotask(() => resolve(value)); });
async function* count(n) { for (let i = 0; i < n; i++) yield i; }

async function positions(first = 1, { second = 2, ...rest } = {}, [third = 3] = [], ...others) {
  'a directive'; 'another'
  const [a = await soon('a'), { b = await soon('b') }] = [undefined, {}];
  const object = { [await soon('key')]: await soon('value'), async method() { return await this.key; }, get g() { return 1; }, ...(await soon({ x: 1 })) };
  say(a, b, object.key, await object.method(), object?.[await soon('x')], (await soon(null))?.y ?? await soon('none'));
  say(`${await soon('t')}${`${await soon('u')}`}`, await (await soon(soon('twice'))), -await soon(1), !await soon(0), typeof await soon(1));
  say(await (0, soon)('comma'), (await soon(1), await soon(2)), await soon(1) ? await soon('yes') : 0, void await 0);
  say(((x) => x)`${await soon(1)}`.length, new (await soon(Array))(3).length, [...await soon([1, 2])].length, (await soon((x) => x))(7));
  label: for (let i = await soon(0); i < await soon(3); i += await soon(1)) { if (i === 1) continue label; say('for', i); }
  for (const key in await soon({ k: 1 })) say('in', key);
  for (const value of await soon([1])) say('of', value);
  for await (const value of count(3)) { if (value === 1) continue; say('await of', value); }
  outer: for await (const value of count(3)) for (;;) { if (value === 1) break outer; say('outer', value); continue outer; }
  for await (const value of (0, count(2))) say('bare', value)
  for await (const value of count(2)) ;
  for await (const value of count(2)) {}
  if (await soon(1)) for await (object.z of [soon(5)]) say(object.z); else say('no')
  switch (await soon(2)) { case await soon(1): say('one'); break; case await soon(2): say('two'); default: say('default'); }
  do { say('do'); } while (await soon(false))
  while (!await soon(true)) say('while');
  try { await Promise.reject(new Error('caught')); } catch ({ message = await soon('default') }) { say(message); } finally { await null; say('finally'); }
  try { throw await soon('thrown'); } catch { say('no binding'); }
  class Base { static async s() { return `s${await soon(1)}`; } async m() { return 'm'; } static field = async () => await 'field'; static { this.block = async () => await 'block'; } async #p() { return await 'private'; } p() { return this.#p(); } }
  class Derived extends (await soon(Base)) { async m() { return `super ${await super.m()}`; } [await soon('computed')]() { return 'computed'; } arrow = async () => this.constructor.name; async *g() { yield* count(2); return await 'r'; } }
  const derived = new Derived();
  say(await Derived.s(), await derived.m(), derived.computed(), await derived.arrow(), await Base.field(), await Base.block(), await derived.p());
  for await (const value of derived.g()) say('g', value);
  const arrow = async x => ({ x: await x }), empty = async () => {}, nested = async () => async () => await 'nested';
  say((await arrow(1)).x, await empty(), await (await nested())(), await (async () => await soon('iife'))(), await (async function () { return this; }).call(5) == 5);
  say(await (async (...rest) => rest.length)(1, 2), await (async function () { return arguments.length; })(1, 2, 3), first, second, third, others.length, Object.keys(rest).length)
  return await soon('returned')
}

async function* generator() {
  const sent = yield 'first'; say('sent', sent);
  yield; yield await soon('second');
  try { yield 'third'; } finally { say('closed'); await null; yield 'in finally'; }
  return soon('never')
}

function sloppy() {
  var await = 1, async = (x) => x + await;
  return async (1) + await
}

async function hoisted() { say(typeof inner, inner()); function inner() { return 'inner'; } { function annex() {} } say(typeof annex); }
async function conflict() { var inner; function inner() { return 1; } say(typeof await inner, await inner()); }
async function withArguments(a) { arguments[0] = 2; await null; say(a, arguments.length); eval('var made = 1'); say(typeof made); }
async function rejects() { await null; throw new TypeError('rejected'); }
async function deep() { 'use strict'
  await rejects(); }
const thenable = { get then() { say('get then'); return (resolve) => { say('then'); resolve('thenable'); }; } };
class Odd extends Promise { static get [Symbol.species]() { say('species'); return Promise; } }
const odd = new Odd((resolve) => resolve('odd'));
Object.defineProperty(odd, 'constructor', { get() { say('constructor'); return Odd; } });

(async () => {
  say(await positions()); flush('positions');
  const walk = generator();
  say((await walk.next()).value); say((await walk.next('hello')).value); say((await walk.next()).value); say((await walk.next()).value);
  say((await walk.return('r')).value, (await walk.next()).value); flush('generator');
  say(sloppy()); await hoisted(); await conflict(); await withArguments(1); flush('sloppy');
  say(await thenable, await odd); flush('thenables');
  const ticks = (name, n) => { let p = Promise.resolve(); for (let i = 0; i < n; i++) p = p.then(() => say(name + i)); return p; };
  await Promise.all([ticks('a', 4), (async () => { await null; say('1'); await soon(1); say('2'); })(), (async () => { return soon(1); })().then(() => say('3'))]); flush('ticks');
  await deep().catch((error) => say(error.name, error.message)); flush('rejection');
  for (const f of [positions, generator, sloppy, async x => await x, { async m(a, b) { await a; } }.m, class { async m() { await 1; } }])
    console.log(f.name, f.length, f.toString() === Function.prototype.toString.call(f), String(f).length, /heddle/.test(f));
  console.log(Function.prototype.toString.name, Function.prototype.toString.length, 'prototype' in Function.prototype.toString,
    String(Function.prototype.toString).replace(/\s+/g, ' '), Object.getOwnPropertyNames(globalThis).filter((name) => /heddle/.test(name)).length);
  try { new Function.prototype.toString(); } catch (error) { console.log(error.name); }
  console.log(positions.toString().split('\n')[3].trim(), (async (a) => { await a }).toString());
})();
