// Listens for clicks, then for one key, then for nothing.
let n = 0;
function onKey({ key }) {
  console.log('key', key);
  removeEventListener('keydown', onKey);
}
onclick = ({ button }) => {
  console.log('click', ++n, button);
  if (n < 2) return;
  addEventListener('keydown', onKey);
  onclick = null;
};
console.log('listening');
