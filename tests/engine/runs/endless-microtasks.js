console.log('before');
(function next() { Promise.resolve().then(next); })();
