console.log('before');
(function next() { new Worker('idle-worker.js'); setTimeout(next); })();
