// SPDX-License-Identifier: GPL-3.0-or-later
//
// functions.js FILE...: a JSON array of [file, line, length in lines] of every function, class members too. The function
// that a file of app/ consists of does not count: that is the file.
'use strict';

const fs = require('node:fs');
const acorn = require('/usr/share/nodejs/acorn');

function isFunction(node) {
  return ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].includes(node.type);
}

// The function expression that is all of a file, or null.
function wrapperOf(program) {
  const [statement] = program.body;
  if (program.body.length !== 1 || statement.type !== 'ExpressionStatement') return null;
  return isFunction(statement.expression) ? statement.expression : null;
}

function* functionsIn(node) {
  if (isFunction(node)) yield node;
  for (const value of Object.values(node)) {
    const children = Array.isArray(value) ? value : [value];
    for (const child of children) if (child !== null && typeof child?.type === 'string') yield* functionsIn(child);
  }
}

function measure(file) {
  const program = acorn.parse(fs.readFileSync(file, 'utf8'), { ecmaVersion: 'latest', locations: true, allowHashBang: true });
  const wrapper = wrapperOf(program);
  const found = [...functionsIn(program)].filter((node) => node !== wrapper);
  const sizes = found.map(({ loc }) => [file, loc.start.line, loc.end.line - loc.start.line + 1]);
  return sizes.length > 0 ? sizes : [[file, 1, 0]];
}

process.stdout.write(JSON.stringify(process.argv.slice(2).flatMap(measure)));
