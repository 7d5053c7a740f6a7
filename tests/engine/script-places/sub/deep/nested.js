import('./one.mjs').then(({ name }) => postMessage([require('path').basename(__dirname), name]));
