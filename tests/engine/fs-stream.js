// Reading a file in chunks: events and their order, ranges, encodings, for await.
const fs = require('fs');
const { once } = require('events');
function record(stream, names = ['open', 'ready', 'data', 'end', 'close', 'error']) {
  const log = [];
  for (const name of names)
    stream.on(name, (value) => log.push(name === 'data' ? value.toString() : name === 'error' ? `error ${value.code}` : name));
  return new Promise((done) => stream.on('close', () => done(log)));
}
(async () => {
  console.log(await record(fs.createReadStream('fs-data/text.txt', 'utf8')));
  console.log(await record(fs.createReadStream('fs-data/text.txt', { encoding: 'utf8', highWaterMark: 4 })));
  console.log(await record(fs.createReadStream('fs-data/text.txt', { start: 0, end: 4 })));
  console.log(await record(fs.createReadStream('fs-data/text.txt', { start: 7, end: 7, encoding: 'utf8' })));
  console.log(await record(fs.createReadStream('fs-data/text.txt', { start: 9999 })));
  console.log(await record(fs.createReadStream('fs-data/text.txt', { encoding: 'base64', highWaterMark: 5 })));
  console.log(await record(fs.createReadStream('fs-data/text.txt', { encoding: 'hex', highWaterMark: 16 })));
  console.log(await record(fs.createReadStream('fs-data/empty.txt')));
  console.log(await record(fs.createReadStream('nowhere')));
  console.log(await record(fs.createReadStream('fs-data')));
  const stream = fs.createReadStream('fs-data/text.txt', { highWaterMark: 8 });
  console.log(stream.path, stream.bytesRead, stream.pending, stream.destroyed, stream.readableFlowing);
  let text = '';
  for await (const chunk of stream) text += `[${chunk.length}]`;
  console.log(text, stream.bytesRead, stream.destroyed);
  for await (const chunk of fs.createReadStream('fs-data/text.txt', { encoding: 'utf8', highWaterMark: 10 })) { console.log([chunk]); break; }
  try { for await (const chunk of fs.createReadStream('nowhere')) console.log(chunk); } catch (error) { console.log(error.code, error.message); }
  const paused = fs.createReadStream('fs-data/text.txt', { encoding: 'utf8', highWaterMark: 12 });
  const chunks = [];
  paused.on('data', (chunk) => { chunks.push(chunk); paused.pause(); setTimeout(() => { chunks.push('resumed'); paused.resume(); }, 1); });
  await once(paused, 'end');
  console.log(chunks.slice(0, 5));
  const early = fs.createReadStream('fs-data/text.txt');
  early.destroy();
  console.log(await record(early), early.destroyed);
  const failing = fs.createReadStream('fs-data/text.txt');
  failing.on('open', () => failing.destroy(Object.assign(new Error('mine'), { code: 'MINE' })));
  console.log(await record(failing));
  const later = fs.createReadStream('fs-data/text.txt').setEncoding('utf8');
  console.log((await once(later, 'data'))[0].length);
  try { fs.createReadStream('x', { start: 5, end: 2 }); } catch (error) { console.log(error.name, error.code); }
})();
