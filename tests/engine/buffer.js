// Node's Buffer: bytes and text.
const b = Buffer.from('héllo €😀');
console.log(b, b.length, b.toString(), b.toString('hex'), b.toString('base64'), b.toString('base64url'), b.toString('latin1'), b.toString('ascii').length, b.toString('utf16le').length);
console.log(Buffer.from([1, 2, 256, -1]), Buffer.from('00ff7g', 'hex'), Buffer.from('aGk=', 'base64').toString(), Buffer.from('aGk', 'base64url').toString(), Buffer.from('é', 'latin1'), Buffer.from('hi', 'utf16le'), Buffer.from(new Uint8Array([7, 8])), Buffer.from(new Uint8Array([1, 2, 3]).buffer, 1, 1));
console.log(Buffer.alloc(3), Buffer.alloc(5, 'ab'), Buffer.alloc(2, 7), Buffer.allocUnsafe(2).length, Buffer.concat([Buffer.from('a'), Buffer.from('bc')]).toString(), Buffer.concat([Buffer.from('abc')], 2).toString());
console.log(Buffer.isBuffer(b), Buffer.isBuffer(new Uint8Array(1)), b instanceof Uint8Array, Buffer.byteLength('€'), Buffer.byteLength('abcd', 'hex'), Buffer.isEncoding('UTF-8'), Buffer.isEncoding('nope'));
console.log(b.equals(Buffer.from('héllo €😀')), b.equals(Buffer.from('x')), Buffer.compare(Buffer.from('a'), Buffer.from('b')), b.slice(0, 2), b.subarray(1, 3).toString(), b.slice(-4).toString());
const shared = Buffer.from('abc');
shared.slice(0, 1)[0] = 90;
console.log(shared.toString(), JSON.stringify(shared), Buffer.from(JSON.parse(JSON.stringify(shared))).toString(), `${shared}`, shared + '!');
console.log(shared.indexOf('b'), shared.includes('c'), shared.indexOf(99), shared.indexOf('zz'), Buffer.from('abcabc').indexOf('c', 3));
console.log(Buffer.alloc(60), { nested: { buffer: Buffer.from('x') } }, [Buffer.alloc(0)]);
console.log(Buffer.from([0xff, 0xe2, 0x82, 0x41, 0xf0, 0x9f]).toString(), Buffer.from('\ud800x').toString('hex'), Buffer.from('').length);
const target = Buffer.alloc(4);
console.log(Buffer.from('abcdef').copy(target, 1), target.toString('hex'), target.write('xy', 2), target, target.fill('!').toString());
console.log(Buffer.from([1, 2, 3, 4]).readUInt16BE(0), Buffer.from([1, 2, 3, 4]).readUInt32LE(0), b.toString('utf8', 0, 3), b.toString(undefined, 99), [...Buffer.from('ab').entries()], Array.from(Buffer.from('ab')));
console.log(Buffer.from('abc').map((x) => x + 1).toString(), typeof Buffer.from('abc').map, Object.prototype.toString.call(b));
for (const action of [() => Buffer.from(5), () => Buffer.from(undefined), () => Buffer.alloc('5'), () => b.toString('nope'), () => Buffer.alloc(-1), () => b.equals('x'), () => Buffer.concat('x')])
  try { action(); console.log('no error'); } catch (error) { console.log(error.name, error.code, error.message); }
