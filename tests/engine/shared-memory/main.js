// One memory in several threads: SharedArrayBuffer and Atomics (ECMA-262, 25.2 and 25.4).
function start(file) {
  const worker = new Worker(file);
  const heard = [];
  let wanted;
  worker.onmessage = (e) => { if (wanted) { wanted(e.data); wanted = undefined; } else heard.push(e.data); };
  worker.onerror = (e) => { console.log('worker failed:', e.message); };
  worker.next = () => heard.length ? Promise.resolve(heard.shift()) : new Promise((resolve) => { wanted = resolve; });
  return worker;
}

// As in a textbook: four workers add to one counter.
const sab = new SharedArrayBuffer(4);
const view = new Int32Array(sab);
const adders = Array.from({ length: 4 }, () => start('adder.js'));
for (const worker of adders) worker.postMessage(sab);
await Promise.all(adders.map((worker) => worker.next()));
console.log(Atomics.load(view, 0));

// A worker sleeps until it is notified; what was stored before is seen.
const gate = new Int32Array(new SharedArrayBuffer(8));
const sleeper = start('sleeper.js');
sleeper.postMessage(gate);
console.log(await sleeper.next());
while (Atomics.notify(gate, 0) === 0);
console.log(await sleeper.next());
Atomics.store(gate, 1, 42);
Atomics.store(gate, 0, 1);
Atomics.notify(gate, 0);
console.log(await sleeper.next());
console.log(await sleeper.next(), await sleeper.next(), await sleeper.next());

// Through ports and broadcast channels; views keep their place, one buffer stays one buffer.
const { port1, port2 } = new MessageChannel();
port1.postMessage({ a: new Uint8Array(sab, 1, 2), b: sab, c: new DataView(sab) });
const received = await new Promise((resolve) => { port2.onmessage = (e) => resolve(e.data); });
console.log(received.a.buffer === received.b, received.c.buffer === received.b, received.a.byteOffset, received.b !== sab);
Atomics.store(view, 0, 0x01020304);
console.log(received.a, new Uint8Array(received.b), received.c.getInt32(0, true) === 0x01020304);
const one = new BroadcastChannel('memory'), two = new BroadcastChannel('memory');
one.postMessage(gate);
const heard = await new Promise((resolve) => { two.onmessage = (e) => resolve(e.data); });
Atomics.add(heard, 1, 1);
console.log(Atomics.load(gate, 1));
one.close(), two.close(), port1.close();

// Threads that take turns.
const turns = new Int32Array(new SharedArrayBuffer(12));
const players = [start('player.js'), start('player.js')];
players.forEach((worker, i) => worker.postMessage({ turns, me: i, rounds: 500 }));
await Promise.all(players.map((worker) => worker.next()));
console.log(turns);

// terminate () wakes a thread that sleeps for ever; nothing behind the wait runs.
const stuck = start('stuck.js');
const seen = new Int32Array(new SharedArrayBuffer(8));
stuck.postMessage(seen);
console.log(await stuck.next());
stuck.terminate();
const after = start('adder.js');
after.postMessage(new SharedArrayBuffer(4));
await after.next();
console.log(seen);

// Without a thread to block.
const pending = Atomics.waitAsync(gate, 0, 1);
const timed = Atomics.waitAsync(gate, 0, 1, 5);
console.log(pending.async, timed.async, Atomics.waitAsync(gate, 0, 7), Atomics.waitAsync(gate, 0, 1, 0));
console.log(await timed.value);
sleeper.postMessage('notify');
console.log(await pending.value);
const big = new BigInt64Array(new SharedArrayBuffer(8));
const last = Atomics.waitAsync(big, 0, 0n);
console.log(Atomics.waitAsync(big, 0, 2n ** 63n).value, Atomics.notify(big, 0), await last.value);
for (const worker of [...adders, ...players, sleeper, after]) worker.terminate();
