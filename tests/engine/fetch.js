// fetch () against the run's own server.
const attempt = async (name, action) => {
  try {
    console.log(name, '->', await action());
  } catch (error) {
    console.log(name, '!!', `${error.name}: ${error.message}`, error.cause ? error.cause.message : '');
  }
};
const path = (url) => new URL(url).pathname;

async function main() {
  await attempt('json', async () => { const r = await fetch('/data/3'); return [r.status, r.ok, path(r.url), r.type, (await r.json()).id]; });
  await attempt('status', async () => { const r = await fetch('/status/404'); return [r.status, r.ok, r.statusText]; });
  await attempt('5 MB', async () => (await (await fetch('/bytes/5000000')).bytes()).length);
  await attempt('5 MB as a stream', async () => { let n = 0; for await (const chunk of (await fetch('/bytes/5000000')).body) n += chunk.length; return n; });
  await attempt('reader', async () => {
    const reader = (await fetch('/stream/3?interval=5')).body.getReader();
    let n = 0;
    for (let step = await reader.read(); !step.done; step = await reader.read()) n += step.value.length;
    return n > 0;
  });
  await attempt('redirect', async () => { const r = await fetch('/redirect/3'); return [r.status, r.redirected, path(r.url)]; });
  await attempt('redirect by hand', async () => { const r = await fetch('/redirect/3', { redirect: 'manual' }); return [r.status, r.redirected, r.headers.has('location')]; });
  await attempt('redirect as an error', () => fetch('/redirect/1', { redirect: 'error' }));
  await attempt('20 redirects', async () => (await fetch('/redirect/20')).status);
  await attempt('21 redirects', () => fetch('/redirect/21'));
  await attempt('post', async () => {
    const r = await fetch('/echo', { method: 'POST', body: '{"a":"ü"}', headers: { 'X-A': 'b', cookie: 'no' } });
    const { method, headers, body } = await r.json();
    return [method, headers['x-a'], headers.cookie, headers['content-type'], headers['content-length'], body];
  });
  await attempt('streamed request', async () => {
    const body = ReadableStream.from(['ab', 'c']).pipeThrough(new TransformStream({ transform(text, to) { to.enqueue(new TextEncoder().encode(text)); } }));
    return (await (await fetch('/echo', { method: 'PUT', body, duplex: 'half' })).json()).body;
  });
  await attempt('example name', async () => { const r = await fetch('https://api.example.com/data1'); return [r.url, r.status, (await r.json()).name]; });
  await attempt('forbidden', () => fetch('http://news.test/x'));
  await attempt('aborted', () => { const c = new AbortController(); const p = fetch('/hang', { signal: c.signal }); c.abort(); return p; });
  await attempt('aborted with a reason', () => { const c = new AbortController(); const p = fetch('/hang', { signal: c.signal }); setTimeout(() => c.abort(new Error('mine')), 1); return p; });
  await attempt('aborted in its body', async () => {
    const c = new AbortController();
    const r = await fetch('/stream/100000?interval=5', { signal: c.signal });
    const reader = r.body.getReader();
    await reader.read();
    c.abort();
    for (;;) await reader.read();
  });
  await attempt('timed out', () => fetch('/hang', { signal: AbortSignal.timeout(5) }));
  await attempt('clone', async () => { const r = await fetch('/stream/3?interval=5'); const c = r.clone(); return (await r.text()) === (await c.text()); });
  await attempt('used', async () => { const r = await fetch('/data/1'); await r.text(); return r.text(); });
  await attempt('data:', async () => (await fetch('data:text/plain;base64,aGkgeA==')).text());
  await attempt('blob:', async () => { const url = URL.createObjectURL(new Blob(['b'])); const text = await (await fetch(url)).text(); URL.revokeObjectURL(url); return text; });
  await attempt('300 at once', async () => (await Promise.all(Array.from({ length: 300 }, (_, i) => fetch(`/data/${i}`).then((r) => r.json())))).length);
  await attempt('unread', async () => (await fetch('/bytes/5000000')).status); // does not keep the run
}

main();
