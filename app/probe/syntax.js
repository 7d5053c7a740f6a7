// SPDX-License-Identifier: GPL-3.0-or-later
//
// syntax.js: what rewrite.js and probes.js ask of acorn's trees: children, names, scopes. And edits of a text.
(function () {
  'use strict';

  const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

  function* childrenOf(node) {
    for (const key of Object.keys(node)) {
      const value = node[key];
      if (value === null || typeof value !== 'object') continue;
      if (Array.isArray(value)) {
        for (const item of value) if (item !== null && typeof item === 'object' && item.type) yield [item, key];
      } else if (value.type) {
        yield [value, key];
      }
    }
  }

  function* patternNames(pattern) {
    if (pattern === null || pattern === undefined) return;
    switch (pattern.type) {
    case 'Identifier': yield pattern.name; break;
    case 'ObjectPattern': for (const property of pattern.properties) yield* patternNames(property.value ?? property.argument); break;
    case 'ArrayPattern': for (const element of pattern.elements) yield* patternNames(element); break;
    case 'AssignmentPattern': yield* patternNames(pattern.left); break;
    case 'RestElement': yield* patternNames(pattern.argument); break;
    }
  }

  // What `var` declares in a function's body, however deep, but not in functions inside.
  function* varNames(node) {
    if (node.type === 'VariableDeclaration' && node.kind === 'var')
      for (const { id } of node.declarations) yield* patternNames(id);
    for (const [child] of childrenOf(node)) if (!functionTypes.has(child.type) && child.type !== 'StaticBlock') yield* varNames(child);
  }

  function* lexicalNames(statements) {
    for (const statement of statements) {
      if (statement.type === 'VariableDeclaration' && statement.kind !== 'var')
        for (const { id } of statement.declarations) yield* patternNames(id);
      else if (statement.type === 'FunctionDeclaration' || statement.type === 'ClassDeclaration') yield statement.id.name;
    }
  }

  // The names that a node brings into scope for what lies inside of it.
  function scopeOf(node) {
    if (functionTypes.has(node.type)) {
      const names = node.params.flatMap((parameter) => [...patternNames(parameter)]);
      if (node.type === 'FunctionExpression' && node.id) names.push(node.id.name);
      if (node.body.type === 'BlockStatement') names.push(...varNames(node.body), ...lexicalNames(node.body.body));
      return names;
    }
    switch (node.type) {
    case 'BlockStatement': return [...lexicalNames(node.body)];
    case 'StaticBlock': return [...lexicalNames(node.body), ...node.body.flatMap((statement) => [...varNames(statement)])];
    case 'SwitchStatement': return [...lexicalNames(node.cases.flatMap((branch) => branch.consequent))];
    case 'ForStatement': return node.init ? [...lexicalNames([node.init])] : [];
    case 'ForInStatement': case 'ForOfStatement': return [...lexicalNames([node.left])];
    case 'CatchClause': return [...patternNames(node.param)];
    case 'ClassExpression': return node.id ? [node.id.name] : [];
    default: return [];
    }
  }

  const isName = (node, key, parent) =>
    (parent.type === 'MemberExpression' && key === 'property' && !parent.computed) ||
    (['Property', 'MethodDefinition', 'PropertyDefinition'].includes(parent.type) && key === 'key' && !parent.computed) ||
    (['LabeledStatement', 'BreakStatement', 'ContinueStatement'].includes(parent.type) && key === 'label') ||
    parent.type === 'MetaProperty' || /^(Import|Export).*Specifier$/.test(parent.type);

  // Pieces of a text that are put in or replaced. Each stands between two comments, so that what was there before can be
  // found again, for what functions show of themselves and for columns in stacks: `/*NAME{old text*/new text/*NAME}*/`.
  // NAME occurs nowhere else in the text. No line end is put in or taken out.
  class Edits {
    constructor(source, name) {
      this.source = source;
      this.name = name;
      this.list = [];
    }

    add(start, end, rank, text) {
      const old = this.source.slice(start, end);
      const lineEnds = old.replace(/[^\n\r\u2028\u2029]/g, '');
      const shown = /[*\n\r\u2028\u2029]/.test(old) ? '' : old;
      this.list.push({ start, end, rank, text: `/*${this.name}{${shown}*/${text}/*${this.name}}*/${lineEnds}` });
    }

    // At one place what ends something comes before what begins something, and that before what is replaced. What ends
    // the inner thing has to be added before what ends the outer one, but for closeLast ().
    close(position, text) { this.add(position, position, 0, text); }
    closeLast(position, text) { this.add(position, position, 0.5, text); }
    open(position, text) { this.add(position, position, 1, text); }
    replace(start, end, text) { this.add(start, end, 2, text); }

    // Takes a piece out, but for its line ends: the lines' columns stay.
    blank(start, end) {
      this.list.push({ start, end, rank: 2, text: this.source.slice(start, end).replace(/[^\n\r\u2028\u2029]/g, ' ') });
    }

    apply() {
      let code = '', position = 0;
      this.list.sort((a, b) => a.start - b.start || a.rank - b.rank);
      for (const { start, end, text } of this.list) {
        code += this.source.slice(position, start) + text;
        position = end;
      }
      return code + this.source.slice(position);
    }
  }

  return { functionTypes, childrenOf, patternNames, varNames, lexicalNames, scopeOf, isName, Edits };
})
