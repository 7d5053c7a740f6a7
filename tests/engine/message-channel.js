// Ports and broadcast channels inside of one thread: order, transfer of a port with what waits for it, closing.
const { port1, port2 } = new MessageChannel();
const names = (prototype) => Object.getOwnPropertyNames(prototype).sort().join();
console.log(names(MessagePort.prototype), names(MessageChannel.prototype));
port1.postMessage('before start');
port2.addEventListener('message', (e) => console.log('listener', e.data));
setTimeout(() => {
  console.log('started');
  port2.start();
  port1.postMessage('after start');
  port1.postMessage({ date: new Date(0), map: new Map([[1, [undefined, NaN, -0]]]), big: 5n });
  setTimeout(moveOn);
});

function moveOn() {
  const carrier = new MessageChannel();
  const moved = new MessageChannel();
  moved.port1.postMessage(1);
  moved.port1.postMessage(2);
  carrier.port2.onmessage = ({ data, ports }) => {
    console.log(ports.length, ports[0] === data.port, Object.isFrozen(ports), data.port instanceof MessagePort);
    data.port.onmessage = (e) => {
      console.log('moved', e.data, e.target === data.port);
      if (e.data === 3) refuse(carrier.port1);
    };
    moved.port1.postMessage(3);
  };
  carrier.port1.postMessage({ port: moved.port2 }, [moved.port2]);
  moved.port2.postMessage('from a port that has left: goes nowhere');
}

function refuse(port) {
  const attempts = [
    () => port.postMessage(port1, [port]), () => port.postMessage(port1), () => port.postMessage(() => {}),
    () => port.postMessage(), () => port.postMessage(1, [{}]), () => new MessagePort(), () => MessagePort.prototype.start.call({}),
  ];
  for (const attempt of attempts) {
    try {
      attempt();
      console.log('no error');
    } catch (error) {
      console.log(error.name);
    }
  }
  port2.onclose = (e) => { console.log(e.type); broadcast(); };
  port1.close();
  port1.postMessage('after close');
}

function broadcast() {
  const [a, b, c, other] = ['news', 'news', 'news', 'sport'].map((name) => new BroadcastChannel(name));
  let heard = 0;
  a.onmessage = () => console.log('a channel does not hear itself');
  other.onmessage = () => console.log('another name');
  b.onmessage = c.onmessage = (e) => {
    console.log(e.target.name, e.data.text, e.target === b ? 'b' : 'c');
    if (++heard === 2) {
      a.close();
      try { a.postMessage(1); } catch (error) { console.log(error.name, error.message); }
    }
  };
  a.postMessage({ text: 'hello' });
}
