// What no listener cancelled is written to stderr; the program goes on, and the status is 1.
setTimeout(() => console.log('goes on'), 1);
addEventListener('error', (event) => console.log('seen', event.message));
Promise.reject(5);
reportError('a string');
