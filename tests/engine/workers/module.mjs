import { twice } from './twice.mjs';
onmessage = (e) => postMessage(twice(e.data));
