// The global object as an EventTarget, event handlers, and errors that no one caught.
self.onerror = function (message, file, line, column, error) {
  console.log('onerror', message, file, line, column > 0, error.message, this === globalThis, arguments.length);
  return true;
};
addEventListener('error', (event) => console.log('listener', event.defaultPrevented, event.isTrusted, event.constructor.name));
reportError(new RangeError('reported'));
setTimeout(() => {
  setTimeout(listeners, 0);
  throw new TypeError('from a timer');
}, 0);

function listeners() {
  onerror = null;
  const target = new EventTarget();
  target.addEventListener('x', () => { throw new Error('from a listener'); });
  target.addEventListener('x', () => console.log('the next listener runs'));
  addEventListener('error', (event) => { event.preventDefault(); console.log(event.message); }, { once: true });
  console.log(target.dispatchEvent(new Event('x')));
  rejections();
}

function rejections() {
  onunhandledrejection = (event) => {
    console.log(event.type, event.reason, event.promise instanceof Promise, event.cancelable);
    return false;
  };
  Promise.reject('nobody listens');
  const handled = Promise.reject('handled in time');
  handled.catch(() => {});
}

// An event handler keeps the place where it was first set.
const seen = [];
addEventListener('tick', () => seen.push('before'));
addEventListener('click', () => seen.push('a'));
onclick = () => seen.push('first');
addEventListener('click', () => seen.push('b'));
onclick = () => seen.push('second');
dispatchEvent(new MouseEvent('click'));
onclick = 'no function';
console.log(seen, onclick, typeof addEventListener, self === globalThis, window === self);
onclick = null;
const mouse = new MouseEvent('click', { clientX: 3, ctrlKey: true, button: 1 });
console.log(mouse.x, mouse.ctrlKey, mouse.button, mouse.getModifierState('Control'), mouse instanceof UIEvent);
const key = new KeyboardEvent('keydown', { key: 'a', code: 'KeyA', repeat: true });
console.log(key.key, key.code, key.repeat, KeyboardEvent.DOM_KEY_LOCATION_LEFT, new InputEvent('input', { data: 'x' }).data);
