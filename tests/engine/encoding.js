// TextEncoder and TextDecoder: the Encoding standard.
const bytes = (...list) => new Uint8Array(list);
const encoder = new TextEncoder();
console.log(encoder.encoding, encoder.encode('aß€😀\ud800'), encoder.encode(), encoder.encode(undefined).length);
console.log(encoder.encode('x'.repeat(100) + 'ü').length, new TextDecoder().decode(encoder.encode('€'.repeat(50))).length);
const room = new Uint8Array(6);
console.log(encoder.encodeInto('a€😀', room), room, encoder.encodeInto('\udc00', new Uint8Array(2)));
for (const list of [
  [0xef, 0xbb, 0xbf, 0x61], [0xe2, 0x82], [0xe2, 0x82, 0x41], [0xf0, 0x90, 0x80], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xff], [0xf4, 0x90, 0x80, 0x80],
  [0x61, 0, 0x62], [0xf0, 0x9f, 0x98, 0x80],
]) {
  let fatal;
  try { fatal = new TextDecoder('utf-8', { fatal: true }).decode(bytes(...list)); } catch (error) { fatal = `${error.name} ${error.code}`; }
  console.log(list.map((byte) => byte.toString(16)).join(' '), JSON.stringify(new TextDecoder().decode(bytes(...list))), JSON.stringify(fatal));
}
console.log(JSON.stringify(new TextDecoder('utf8', { ignoreBOM: true }).decode(bytes(0xef, 0xbb, 0xbf, 0x61))));

// In pieces, everywhere cut.
const all = encoder.encode('\ufeffaß€😀z');
for (let cut = 0; cut <= all.length; cut++) {
  const decoder = new TextDecoder();
  const text = decoder.decode(all.subarray(0, cut), { stream: true }) + decoder.decode(all.subarray(cut), { stream: true }) + decoder.decode();
  if (text !== 'aß€😀z') console.log('cut at', cut, JSON.stringify(text));
}
const open = new TextDecoder();
console.log(JSON.stringify(open.decode(bytes(0xf0, 0x9f), { stream: true })), JSON.stringify(open.decode()), JSON.stringify(open.decode(bytes(0x61))));
const wide = new TextDecoder('utf-16');
console.log(wide.encoding, JSON.stringify(wide.decode(bytes(0xff, 0xfe, 0x3d, 0xd8), { stream: true }) + wide.decode(bytes(0, 0xde, 0x61))));
console.log(new TextDecoder('utf-16be').decode(bytes(0xd8, 0x3d, 0xde, 0, 0, 0x61)), JSON.stringify(new TextDecoder('utf-16le').decode(bytes(0, 0xd8, 0x61, 0))));

// Older encodings.
for (const [label, ...list] of [
  ['latin1', 0x80, 0xe4, 0x81], ['ISO-8859-1 ', 0xe4], ['windows-1251', 0xcf, 0xf0, 0xe8], ['shift_jis', 0x93, 0xfa, 0x96, 0x7b], ['euc-jp', 0xc6, 0xfc],
  ['gbk', 0xd6, 0xd0], ['gb18030', 0x81, 0x30, 0x81, 0x30], ['big5', 0xa4, 0xa4], ['euc-kr', 0xb0, 0xa1], ['koi8-r', 0xf0], ['iso-8859-2', 0xb1], ['ibm866', 0x80],
  ['windows-1253', 0xe1, 0x81], ['iso-2022-jp', 0x1b, 0x24, 0x42, 0x46, 0x7c, 0x1b, 0x28, 0x42],
]) {
  const decoder = new TextDecoder(label);
  console.log(decoder.encoding, JSON.stringify(decoder.decode(bytes(...list))));
}
const japanese = new TextDecoder('shift_jis');
console.log(japanese.decode(bytes(0x93), { stream: true }) + japanese.decode(bytes(0xfa), { stream: true }) + japanese.decode());
try { new TextDecoder('no such'); } catch (error) { console.log(error.name); }
try { new TextDecoder().decode('text'); } catch (error) { console.log(error.name); }
console.log(new TextDecoder().decode(new DataView(new Uint8Array([0, 0x61, 0x62]).buffer, 1)), new TextDecoder().decode(new Uint16Array([0x6261]).buffer));

// The program's buffer stays its own: it can still be transferred.
const mine = encoder.encode('x'.repeat(1000));
new TextDecoder().decode(mine);
structuredClone(mine, { transfer: [mine.buffer] });
console.log(mine.length);
