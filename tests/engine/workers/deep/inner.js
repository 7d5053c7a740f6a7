onmessage = (e) => postMessage(`inner ${e.data}`);
