// EventTarget and Event: DOM standard, "Events".
const target = new EventTarget();
const order = [];
const note = (text) => order.push(text);
target.addEventListener('x', () => note('bubble'));
target.addEventListener('x', { handleEvent(event) { note(`object ${this !== target} ${event.currentTarget === target}`); } });
target.addEventListener('x', () => note('once'), { once: true });
target.addEventListener('x', function (event) { note(`this ${this === target} phase ${event.eventPhase}`); });
const event = new Event('x', { cancelable: true, bubbles: true });
console.log(target.dispatchEvent(event), order);
order.length = 0;
console.log(target.dispatchEvent(event), order);
console.log(event.target === target, event.currentTarget, event.eventPhase, event.composedPath());

// What is added, removed and cancelled while an event is under way.
const busy = new EventTarget();
const late = () => console.log('late');
const removed = () => console.log('must not run');
busy.addEventListener('y', () => {
  busy.addEventListener('y', late);
  busy.removeEventListener('y', removed);
});
busy.addEventListener('y', removed);
busy.dispatchEvent(new Event('y'));
console.log('second time');
busy.dispatchEvent(new Event('y'));

const stops = new EventTarget();
stops.addEventListener('z', (e) => { console.log('first'); e.stopImmediatePropagation(); });
stops.addEventListener('z', () => console.log('must not run'));
stops.dispatchEvent(new Event('z'));

const cancels = new EventTarget();
cancels.addEventListener('p', (e) => e.preventDefault(), { passive: true });
console.log(cancels.dispatchEvent(new Event('p', { cancelable: true })));
cancels.addEventListener('p', (e) => { e.preventDefault(); console.log(e.defaultPrevented, e.returnValue); });
console.log(cancels.dispatchEvent(new Event('p', { cancelable: true })), cancels.dispatchEvent(new Event('p')));

// The same listener twice is one; capture makes it another.
const same = new EventTarget();
let calls = 0;
const count = () => calls++;
same.addEventListener('s', count);
same.addEventListener('s', count);
same.addEventListener('s', count, true);
same.dispatchEvent(new Event('s'));
same.removeEventListener('s', count, { capture: true });
same.dispatchEvent(new Event('s'));
console.log(calls);

// A signal takes its listeners along.
const controller = new AbortController();
same.addEventListener('s', () => console.log('must not run'), { signal: controller.signal });
controller.abort();
same.addEventListener('s', () => console.log('must not run'), { signal: controller.signal });
same.dispatchEvent(new Event('s'));

const throws = (name, body) => {
  try { body(); console.log(name, 'did not throw'); } catch (error) { console.log(name, error.name, error.code ?? ''); }
};
const quiet = (name, body) => {
  try { body(); console.log(name, 'did not throw'); } catch (error) { console.log(name, error instanceof TypeError); }
};
quiet('no type', () => new Event());
quiet('no new', () => Event('x'));
quiet('listener', () => target.addEventListener('x', 1));
quiet('null signal', () => target.addEventListener('x', () => {}, { signal: null }));
quiet('no event', () => target.dispatchEvent({}));
quiet('receiver', () => EventTarget.prototype.addEventListener.call({}, 'x', () => {}));
throws('twice', () => {
  const t = new EventTarget();
  let seen;
  t.addEventListener('x', (e) => { try { t.dispatchEvent(e); } catch (error) { seen = error; } });
  t.dispatchEvent(new Event('x'));
  throw seen;
});
const trusted = Object.getOwnPropertyDescriptor(new Event('x'), 'isTrusted');
console.log(trusted.configurable, trusted.enumerable, trusted.set, new Event('x').isTrusted);
console.log(trusted.get === Object.getOwnPropertyDescriptor(new Event('y'), 'isTrusted').get);
console.log(new CustomEvent('c', { detail: 5 }).detail, new CustomEvent('c').detail);
console.log(Event.NONE, Event.CAPTURING_PHASE, Event.AT_TARGET, Event.BUBBLING_PHASE, event.AT_TARGET);
