for (let n = 0; n < 5000; n++) postMessage({ n });
postMessage('end');
