onmessage = (e) => { postMessage(e.data); close(); postMessage('after close'); setTimeout(() => postMessage('never')); };
