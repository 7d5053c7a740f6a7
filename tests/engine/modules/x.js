import y from './y.js';
export const a = 1; export let count = 0; export function inc() { count++; }
export default function () { return 'def' + y; }
