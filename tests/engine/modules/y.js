export default 42; export * from './x.js';
