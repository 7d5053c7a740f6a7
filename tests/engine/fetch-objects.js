(async () => {
  const f = new FormData(); f.append('a', '1'); f.append('b', new Blob(['xyz'], { type: 'text/plain' }), 'q".txt'); f.append('a', '2\n3'); 
  const r = new Response(f); const g = await r.formData();
  console.log([...g.keys()], g.getAll('a'), g.get('b').name, g.get('b').size, g.get('b').type, await g.get('b').text());
  const u = await new Response(new URLSearchParams({ x: 'y z', q: 'ü' })).formData(); console.log([...u]);
  g.set('a', 'only'); g.delete('b'); console.log([...g]);
  console.log(await new Response('x').formData().catch(e => e.message));
  console.log(Object.prototype.toString.call(f), FormData.prototype.append.length, Object.keys(Response.prototype).sort().join());
  console.log(Response.length, Request.length, Headers.length, fetch.length, Object.keys(Request.prototype).filter((k) => k !== 'attribute').sort().join());
  const x = new Request('http://a/', { method: 'POST', body: 'q' }); const y = new Request(x, { headers: { z: '1' } }); console.log(x.bodyUsed, await y.text(), y.headers.get('z'));
  console.log(new Response(null, { status: 204 }).body, new Response('').body !== null, Response.error().type, Response.redirect('http://b/c', 301).headers.get('location'));
  const j = Response.json({ a: 1 }, { status: 201, headers: { q: 'r' } }); console.log(j.status, j.headers.get('content-type'), await j.json());
  const h = new Headers([['x', ' a '], ['X', 'b']]); console.log(h.get('x'), h.has('X')); h.set('x', 'c'); h.append('set-cookie', '1'); h.append('set-cookie', '2'); console.log([...h], h.getSetCookie());
  for (const k of [() => new Headers({ 'a b': 'c' }), () => new Headers([['a']]), () => new Response('', { status: 99 }), () => new Response('x', { status: 204 }), () => Response.redirect('http://a/', 200), () => new Request('http://a:b@c/'), () => new Request('http://a/', { method: 'trace' }), () => new Request('http://a/', { body: 'x' }), () => new Request('http://a/', { mode: 'navigate' }), () => new Request('http://a/', { redirect: 'x' }), () => Response.error().headers.append('a', 'b')])
    try { k(); console.log('no'); } catch (e) { console.log(e.name, e.message); }
  const b = new Blob(['a\r\nb'], { endings: 'transparent' }); console.log(b.size, (await b.arrayBuffer()).byteLength, (await new Response(b.stream()).text()).length);
  const fl = new File(['q'], 'n.txt', { type: 'a/B', lastModified: 5 }); console.log(fl.name, fl.type, fl.lastModified, fl instanceof Blob);
  console.log((await (await fetch('data:,a%20b')).text()));
})();
