// SPDX-License-Identifier: GPL-3.0-or-later
//
// rewrite.js: turns an ECMAScript module, or a script with top-level await, into a function that a plain script can hold:
// JavaScriptCore's C interface evaluates scripts only. It runs in the parser's VM, beside acorn, never in the program's.
//
// The result is a generator function (an async one with top-level await) of one hidden parameter M:
//   M.x (getters)     names what the module exports, live; called before its first statement
//   M.i[n].name       a live import
//   M.d (specifier)   import ()
//   M.m               import.meta
// It stops once (yield) after the getters, when its functions exist but nothing has run: so that cycles work. Lines stay
// lines: what is taken out becomes spaces.
//
// A script that has import () and else nothing of a module stays a script: import becomes the name of a function, of six
// letters too, so that columns stay.
(function (acorn) {
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

  class Rewriter {
    constructor(source, program) {
      this.source = source;
      this.program = program;
      this.edits = [];
      this.specifiers = [];
      this.exports = [];
      this.stars = [];
      this.indirect = [];
      this.imports = new Map();
      this.hasAwait = false;
      this.hidden = '$M';
      while (source.includes(this.hidden)) this.hidden += '$';
    }

    edit(start, end, text) { this.edits.push({ start, end, text }); }

    // Takes a piece out, but for its line ends.
    blank(start, end) { this.edit(start, end, this.source.slice(start, end).replace(/[^\n\r\u2028\u2029]/g, ' ')); }

    specifier(literal) {
      const index = this.specifiers.indexOf(literal.value);
      return index >= 0 ? index : this.specifiers.push(literal.value) - 1;
    }

    importDeclaration(node) {
      const index = this.specifier(node.source);
      for (const { type, local, imported } of node.specifiers) {
        const name = type === 'ImportNamespaceSpecifier' ? null : type === 'ImportDefaultSpecifier' ? 'default' : imported.name ?? imported.value;
        this.imports.set(local.name, { index, name });
      }
      this.blank(node.start, node.end);
    }

    exportNamed(node) {
      if (node.declaration) {
        const names = node.declaration.type === 'VariableDeclaration'
          ? node.declaration.declarations.flatMap(({ id }) => [...patternNames(id)]) : [node.declaration.id.name];
        for (const name of names) this.exports.push([name, name]);
        this.blank(node.start, node.declaration.start);
        return;
      }
      const index = node.source ? this.specifier(node.source) : -1;
      for (const { local, exported } of node.specifiers) {
        const from = local.name ?? local.value, to = exported.name ?? exported.value;
        if (index >= 0) this.indirect.push([to, index, from]);
        else this.exports.push([to, from]);
      }
      this.blank(node.start, node.end);
    }

    exportDefault(node) {
      const { declaration } = node;
      if (/^(Function|Class)Declaration$/.test(declaration.type) && declaration.id) {
        this.exports.push(['default', declaration.id.name]);
        this.blank(node.start, declaration.start);
        return;
      }
      const local = `${this.hidden}d`;
      this.exports.push(['default', local]);
      // An object's member gives a function without a name the name `default`, as the standard wants.
      this.edit(node.start, declaration.start, `const ${local} = { default: `);
      this.edit(declaration.end, declaration.end, ' }.default;');
    }

    exportAll(node) {
      const index = this.specifier(node.source);
      if (node.exported) this.indirect.push([node.exported.name ?? node.exported.value, index, null]);
      else this.stars.push(index);
      this.blank(node.start, node.end);
    }

    declarations() {
      for (const node of this.program.body) {
        if (node.type === 'ImportDeclaration') this.importDeclaration(node);
        else if (node.type === 'ExportNamedDeclaration') this.exportNamed(node);
        else if (node.type === 'ExportDefaultDeclaration') this.exportDefault(node);
        else if (node.type === 'ExportAllDeclaration') this.exportAll(node);
      }
    }

    reference(node, key, parent) {
      const { index, name } = this.imports.get(node.name);
      const target = `${this.hidden}.i[${index}]${name === null ? '' : `[${JSON.stringify(name)}]`}`;
      const isCall = (parent.type === 'CallExpression' && key === 'callee') || parent.type === 'TaggedTemplateExpression';
      const text = isCall ? `(0,${target})` : target;
      const isShorthand = parent.type === 'Property' && parent.shorthand;
      this.edit(node.start, node.end, isShorthand ? `${node.name}: ${text}` : text);
    }

    special(node, depth) {
      if (depth === 0 && (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await))) this.hasAwait = true;
      if (node.type === 'ImportExpression') this.edit(node.start, node.start + 6, `${this.hidden}.d`);
      if (node.type === 'MetaProperty' && node.meta.name === 'import') this.edit(node.start, node.end, `${this.hidden}.m`);
    }

    // `shadows` holds the imported names that a scope around this place declares again.
    walk(node, shadows, depth) {
      this.special(node, depth);
      const own = node === this.program ? [] : scopeOf(node).filter((name) => this.imports.has(name));
      const inside = own.length > 0 ? new Set([...shadows, ...own]) : shadows;
      const deeper = depth + (functionTypes.has(node.type) || node.type === 'StaticBlock' ? 1 : 0);
      for (const [child, key] of childrenOf(node)) {
        if (/^(Import|Export(All|Named)?)Declaration$/.test(child.type) && !child.declaration) continue;
        if (child.type === 'PropertyDefinition' && child.value) this.walk(child.value, inside, deeper + 1);
        if (child.type === 'Identifier') {
          const twice = node.type === 'Property' && node.shorthand && key === 'key';
          if (!twice && this.imports.has(child.name) && !inside.has(child.name) && !isName(child, key, node)) this.reference(child, key, node);
        } else if (child.type === 'PropertyDefinition') {
          if (child.computed) this.walk(child.key, inside, deeper);
        } else {
          this.walk(child, inside, deeper);
        }
      }
    }

    apply() {
      let code = '', position = 0;
      this.edits.sort((a, b) => a.start - b.start || a.end - b.end);
      for (const { start, end, text } of this.edits) {
        code += this.source.slice(position, start) + text;
        position = end;
      }
      return code + this.source.slice(position);
    }

    rewrite() {
      this.declarations();
      this.walk(this.program, new Set(), 0);
      const getters = this.exports.map(([name, local]) => `${JSON.stringify(name)}: () => ${local}`).join(', ');
      const head = `(${this.hasAwait ? 'async ' : ''}function* (${this.hidden}) { 'use strict'; ${this.hidden}.x({ ${getters} }); yield; `;
      const { specifiers, stars, indirect, hasAwait } = this;
      const body = this.apply().replace(/^#!/, '//');
      return { code: `${head}${body}\n})`, specifiers, stars, indirect, hasAwait, names: this.exports.map(([name]) => name) };
    }
  }

  // Where and why a source cannot be parsed: line and column from 1.
  function describe(error) {
    const { loc, message } = error;
    return { message: message.replace(/ \(\d+:\d+\)$/, ''), line: loc?.line ?? 0, column: (loc?.column ?? -1) + 1 };
  }

  const options = { ecmaVersion: 'latest', allowHashBang: true };

  // The source of a script with another function in place of import (); '' when it is no script.
  function replaceImports(source, name) {
    let code = '', position = 0;
    const visit = (node) => {
      if (node.type === 'ImportExpression') {
        code += source.slice(position, node.start) + name;
        position = node.start + 'import'.length;
      }
      for (const [child] of childrenOf(node)) visit(child);
    };
    try {
      visit(acorn.parse(source, { ...options, sourceType: 'script' }));
    } catch (error) {
      if (error.loc === undefined) throw error;
      return '';
    }
    return code + source.slice(position);
  }

  // The text of a JSON object: { code, … } or { error }; with `name`, what replaceImports () gives.
  return function rewrite(source, name = undefined) {
    if (name !== undefined) return replaceImports(source, name);
    try {
      const program = acorn.parse(source, { ...options, sourceType: 'module' });
      return JSON.stringify(new Rewriter(source, program).rewrite());
    } catch (error) {
      if (error.loc === undefined) throw error;
      return JSON.stringify({ error: describe(error) });
    }
  };
})
