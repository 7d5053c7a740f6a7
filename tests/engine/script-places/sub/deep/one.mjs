export const name = 'one';
export default [import.meta.url];
export const meta = [import.meta.filename, import.meta.dirname, import.meta.resolve('../x.js')];
