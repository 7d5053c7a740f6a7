import def, { a as b, inc, count } from './x.js';
import * as ns from './x.js';
console.log(def(), b, count); inc(); console.log(count, ns.count, { count }, Object.keys(ns));
const f = (count) => count; console.log(f(9));
const r = await new Promise(r => setTimeout(r, 10, 'tla')); console.log(r);
const m = await import('./y.js'); console.log(m.default, Object.keys(m).sort());
