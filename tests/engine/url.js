// URL: the URL standard.
const parts = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'];
const show = (input, base) => {
  try {
    const url = new URL(input, base);
    console.log(JSON.stringify(input), parts.map((part) => url[part]).join(' | '));
  } catch (error) {
    console.log(JSON.stringify(input), error.name, error.code);
  }
};
for (const input of [
  'https://user:pa%20ss@EXAMPLE.com:8080/a/./b/../c?q=1&r=ä#f ragment', 'http://example.com:80', 'HTTP:\\\\a\\b', 'file:///C|/x/../y',
  'http://0x7f.1/', 'http://256.256.256.256/', 'http://[::1:0:0]/', 'http://[1::2::3]/', 'http://[::127.0.0.1]', 'data:text/plain,a b',
  'mailto:x@y.z', 'http://münchen.de/ß', 'http://a b/', 'http://', 'foo://HOST/p?q', 'javascript:alert(1)', 'blob:https://a.b/c',
  'http://a@b@c/', 'http://x:99999/', 'http://%41.com', 'about:blank', '  http://trim.me  ', 'ht\ntp://new\tline', 'non-special:/..//p',
  'http://1e2/', 'http://xn--mnchen-3ya.de/', 'wss://h:443', 'ftp://h:21/%2e%2E/x', 'http://h/?\u{1f600}\'"<>`#`"<> ', 'http://\ud800/\ud800',
]) show(input);
for (const [input, base] of [
  ['../x', 'http://h/a/b/c'], ['//other', 'https://h/p'], ['?q', 'http://h/p?old#f'], ['#f', 'mailto:x'], ['x', 'mailto:x'],
  ['/D:/x', 'file:///C:/y'], ['..', 'file:///C:/'], ['', 'http://h/p?q#f'], ['http:x', 'http://h/a/b'], ['x', 'no base'],
]) show(input, base);

const url = new URL('http://h/p');
url.protocol = 'https'; url.port = '8443'; url.host = 'n:1'; url.hostname = 'm'; url.username = 'ü:'; url.password = '@';
url.pathname = 'a b/../c'; url.search = 'x=\'1'; url.hash = '#h`';
console.log(url.href);
url.protocol = 'foo'; url.port = '70000'; url.port = '22x'; url.host = ''; url.search = ''; url.hash = '';
console.log(`${url}`, JSON.stringify(url), url.port);

// The list of parameters is the query's other face.
const params = url.searchParams;
params.append('a', '1 2'); params.append('ä', '&='); params.append('a', '3');
console.log(url.search, params === url.searchParams, params.size, params.getAll('a'), params.has('a', '3'), params.get('none'));
url.search = '?z=1&b=2&%61=3&b=1&&=4&c';
console.log([...params], params.toString());
params.sort(); params.delete('b', '2'); params.set('z', '9');
console.log(url.href, [...params.keys()], [...params.values()]);
params.forEach((value, key, all) => console.log(key, value, all === params));
console.log(`${new URLSearchParams({ a: 1, b: [2, 3] })}`, `${new URLSearchParams([['x', 'y'], new Set(['p', 'q'])])}`,
  `${new URLSearchParams('?a=%zz+%E4%20*-._~!')}`, `${new URLSearchParams(new Map([['k', 'v']]))}`);
console.log(params.entries === params[Symbol.iterator], `${params.keys()}`);
console.log(URL.canParse('x', 'http://h'), URL.canParse('x'), URL.canParse.length);
const isTypeError = (body) => { try { body(); return false; } catch (error) { return error instanceof TypeError; } };
console.log(isTypeError(() => URL('x')), isTypeError(() => new URL()), isTypeError(() => { url.href = 'x'; }),
  isTypeError(() => new URLSearchParams([['a']])), isTypeError(() => params.append('x')), isTypeError(() => params.get.call({}, 'a')));
