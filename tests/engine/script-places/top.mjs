export { name as default } from './sub/deep/one.mjs';
