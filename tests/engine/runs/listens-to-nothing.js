console.log('hello'); addEventListener('message', () => {}); addEventListener('click', () => {}, { signal: AbortSignal.abort() });
