// Only the program's folder can be read: `..`, absolute paths and symbolic links out of it are refused.
const fs = require('fs');
const shorten = (text) => text.replace(/--allow-read=\S*\//, '--allow-read=…/');
for (const path of ['../meson.build', '/etc/hostname', 'fs-links/out.build', 'fs-links/folder/meson.build', '/proc/self/environ', '../nowhere'])
  try { console.log(fs.readFileSync(path, 'utf8').length); } catch (error) { console.log(error.code, error.permission, error.resource, shorten(error.message)); }
console.log(fs.readFileSync('fs-links/in.txt', 'utf8'), fs.lstatSync('fs-links/out.build').isSymbolicLink(), fs.existsSync('/etc/passwd'), fs.existsSync('fs-links/out.build'));
try { require('../meson.build'); } catch (error) { console.log(error.code); }
fs.readFile('/etc/hostname', (error) => {
  console.log(error.code);
  fs.promises.readdir('..').catch((refused) => {
    console.log(refused.code);
    fs.createReadStream('/etc/hostname').on('error', (last) => console.log('stream', last.code)).on('close', () => console.log('closed'));
  });
});
