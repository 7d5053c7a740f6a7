var imported = (globalThis.imported ?? 0) + 1;
function fromImported() { return import('./one.mjs').then((m) => m.name + ' again'); }
