// SPDX-License-Identifier: GPL-3.0-or-later
//
// rewrite.js: turns an ECMAScript module, or a script with top-level await, into a function that a plain script can hold:
// JavaScriptCore's C interface evaluates scripts only; and puts the probes of a traced run in (probes.js). It runs in the
// parser's VM, beside acorn, never in the program's.
//
// What a module becomes is a generator function (an async one with top-level await) of one hidden parameter M:
//   M.x (getters)     names what the module exports, live; called before its first statement
//   M.i[n].name       a live import
//   M.d (specifier)   import ()
//   M.m               import.meta
// It stops once (yield) after the getters, when its functions exist but nothing has run: so that cycles work. Lines stay
// lines: what is taken out becomes spaces.
//
// A script that has import () and else nothing of a module stays a script: import becomes the name of a function, of six
// letters too, so that columns stay.
(function (acorn, syntax, Prober) {
  'use strict';

  const { functionTypes, childrenOf, patternNames, scopeOf, isName, Edits } = syntax;

  // No name of a program that is not looking for it; N of probes.js.
  const HELPER = '$heddle';

  class Rewriter {
    constructor(source, program, edits) {
      this.source = source;
      this.program = program;
      this.edits = edits;
      this.specifiers = [];
      this.exports = [];
      this.stars = [];
      this.indirect = [];
      this.imports = new Map();
      this.hasAwait = false;
      this.needsModule = false;
      this.hidden = `${edits.name}m`;
    }

    blank(start, end) { this.edits.blank(start, end); }

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
      this.blank(node.start, declaration.start);
      this.edits.open(declaration.start, `const ${local} = { default: `);
      this.edits.closeLast(declaration.end, ' }.default;');
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
      this.edits.replace(node.start, node.end, isShorthand ? `${node.name}: ${text}` : text);
    }

    special(node, depth) {
      if (depth === 0 && (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await))) this.hasAwait = true;
      const isMeta = node.type === 'MetaProperty' && node.meta.name === 'import';
      if (node.type === 'ImportExpression') this.edits.replace(node.start, node.start + 6, `${this.hidden}.d`);
      if (isMeta) this.edits.replace(node.start, node.end, `${this.hidden}.m`);
      if (isMeta) this.needsModule = true;
    }

    analyse() {
      this.declarations();
      this.walk(this.program, new Set(), 0);
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

    // `entry` is what a module that awaits does first.
    rewrite(entry) {
      const getters = this.exports.map(([name, local]) => `${JSON.stringify(name)}: () => ${local}`).join(', ');
      const { specifiers, stars, indirect, hasAwait, needsModule } = this;
      this.edits.open(0, `(${hasAwait ? 'async ' : ''}function* (${this.hidden}) { 'use strict'; ` +
        `${this.hidden}.x({ ${getters} }); yield; ${entry}`);
      if (this.source.startsWith('#!')) this.edits.replace(0, 2, '//');
      const code = `${this.edits.apply()}\n})`;
      return { code, specifiers, stars, indirect, hasAwait, needsModule, names: this.exports.map(([name]) => name) };
    }
  }

  // Where and why a source cannot be parsed: line and column from 1.
  function describe(error) {
    const { loc, message } = error;
    return { message: message.replace(/ \(\d+:\d+\)$/, ''), line: loc?.line ?? 0, column: (loc?.column ?? -1) + 1 };
  }

  function freeName(source) {
    let name = HELPER;
    while (source.includes(name)) name += '$';
    return name;
  }

  function rewriteModule(source, program, edits, prober) {
    const rewriter = new Rewriter(source, program, edits);
    rewriter.analyse();
    let entry = '';
    if (prober !== undefined && rewriter.hasAwait)
      entry = `const ${prober.call}=${prober.helper}.e(${prober.site('top level', 0)}); `;
    if (prober !== undefined) prober.probe(program, rewriter.hasAwait);
    return rewriter.rewrite(entry);
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

  const forms = {
    __proto__: null,
    module: { sourceType: 'module' },
    script: { sourceType: 'script' },
    function: { sourceType: 'script', allowReturnOutsideFunction: true },
  };

  // `form` is module, script, or function (a file that is required). With a `firstSite` of 0 or more the result has probes.
  // It is { text, sites }: text that of a JSON object with code, helper …, or error; sites of the probes, numbered from
  // `firstSite` on: [label, line, column, name of the function]. With an `importName` the text is what replaceImports () gives.
  return function rewrite(source, form, firstSite, importName = undefined) {
    if (importName !== undefined) return { text: replaceImports(source, importName), sites: [] };
    try {
      const program = acorn.parse(source, { ...options, ...forms[form] });
      const edits = new Edits(source, freeName(source));
      const prober = firstSite >= 0 ? new Prober(source, edits, firstSite) : undefined;
      let result;
      if (form === 'module') {
        result = rewriteModule(source, program, edits, prober);
      } else {
        prober?.probe(program, false);
        result = { code: edits.apply() };
      }
      result.helper = edits.name;
      result.skipped = prober?.nSkipped ?? 0;
      return { text: JSON.stringify(result), sites: prober?.sites ?? [] };
    } catch (error) {
      if (error.loc === undefined) throw error;
      return { text: JSON.stringify({ error: describe(error) }), sites: [] };
    }
  };
})
