try { importScripts('nothing.js'); } catch (e) { postMessage([e.name, e instanceof DOMException]); }
