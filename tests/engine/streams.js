const log = (...a) => console.log(...a);
(async () => {
  const up = new TransformStream({ transform(c, k) { k.enqueue(String(c).toUpperCase()); }, flush(k) { k.enqueue('END'); } });
  const out = [];
  await ReadableStream.from(['a', 'b', 'c']).pipeThrough(up).pipeTo(new WritableStream({ write(c) { out.push(c); }, close() { out.push('closed'); } }));
  log(out);
  const w = new WritableStream({ async write(c) { await null; log('w', c); }, abort(r) { log('abort', r); } }, new CountQueuingStrategy({ highWaterMark: 2 }));
  const wr = w.getWriter(); log(wr.desiredSize); wr.write(1); wr.write(2); log(wr.desiredSize); await wr.ready; await wr.close(); log('closed', await wr.closed);
  const rs = new ReadableStream({ type: 'bytes', pull(c) { const v = c.byobRequest.view; v[0] = 7; v[1] = 8; c.byobRequest.respond(2); } });
  const rd = rs.getReader({ mode: 'byob' }); const r = await rd.read(new Uint8Array(4)); log(r.value, r.done);
  await rd.cancel('x'); log(await rd.closed);
  const d = new ReadableStream({ start(c) { c.enqueue(1); c.enqueue(2); c.close(); } });
  const g = d.getReader(); log(await g.read(), await g.read(), await g.read()); log(d.locked); g.releaseLock(); log(d.locked);
  const e = new ReadableStream({ start(c) { c.error(new Error('bad')); } });
  await e.pipeTo(new WritableStream({ abort(r) { log('aborted', r.message); } })).catch(x => log('pipe', x.message));
  const ac = new AbortController(); let canceled;
  const p = new ReadableStream({ pull(c) { c.enqueue('x'); if (!canceled) return new Promise(r => setTimeout(r, 1)); }, cancel(r) { canceled = r.name; } }).pipeTo(new WritableStream(), { signal: ac.signal });
  setTimeout(() => ac.abort(), 10); await p.catch(x => log(x.name, canceled));
  const [t1, t2] = ReadableStream.from([1, 2]).tee(); const c1 = [], c2 = []; for await (const v of t1) c1.push(v); for await (const v of t2) c2.push(v); log(c1, c2);
  try { new ReadableStream({ type: 'x' }); } catch (x) { log(x.name); }
  for await (const v of ReadableStream.from([1, 2, 3])) { if (v === 2) break; log(v); }
  const order = []; const ts = new TransformStream(); const tw = ts.writable.getWriter(); tw.write('q').then(() => order.push('written')); const tr = ts.readable.getReader(); const v = await tr.read(); order.push(v.value); await tw.close(); order.push((await tr.read()).done); log(order);
})();
