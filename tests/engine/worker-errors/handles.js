self.onerror = (message, file, line) => { postMessage(['own', message, line]); return true; };
throw new Error('handled');
