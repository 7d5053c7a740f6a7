onmessage = ({ data }) => {
  if (data.about)
    postMessage([name, self.name, self === globalThis, location.pathname.split('/').pop(), typeof window,
      self instanceof DedicatedWorkerGlobalScope, Object.prototype.toString.call(self), typeof importScripts]);
  else if (data.bytes) postMessage(data, [data.bytes.buffer]);
  else if (data.port) data.port.onmessage = (e) => data.port.postMessage(`${e.data}, and came back`);
  else postMessage(data);
};
