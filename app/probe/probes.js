// SPDX-License-Identifier: GPL-3.0-or-later
//
// probes.js: where the recording of async functions is put into a program's text. N is the name of an object that web/probes.js
// defines, and I the number of a call, in a variable of its own in each async function:
//   N.e (site)            a call begins; its number
//   N.a (I, site, value)  it is about to wait for a value; the same value
//   N.r (I, value)        it goes on; the same value
//   N.c (I)               it goes on, as what it waited for was rejected
//   N.x (I)               it has ended
// Nothing that the program can see changes: values pass through as they are, promises get no reactions, functions keep
// their parameters, names, lines and text. What cannot be kept so is left without probes.
(function (syntax) {
  'use strict';

  const { functionTypes, childrenOf, patternNames, varNames } = syntax;

  const LABEL_LENGTH = 60;

  const loops = new Set(['WhileStatement', 'DoWhileStatement', 'ForStatement', 'ForInStatement', 'ForOfStatement']);

  function callsEval(node) {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'eval') return true;
    for (const [child] of childrenOf(node)) if (callsEval(child)) return true;
    return false;
  }

  // A body may stand in a `try` when its functions mean the same as functions of a block.
  function mayStandInBlock(node) {
    const functions = node.body.body.filter(({ type }) => type === 'FunctionDeclaration').map(({ id }) => id.name);
    if (node.body.body.some(({ type, body }) => type === 'LabeledStatement' && body.type === 'FunctionDeclaration')) return false;
    if (functions.length === 0) return true;
    const taken = new Set([...node.params.flatMap((parameter) => [...patternNames(parameter)]), ...varNames(node.body), 'arguments']);
    return new Set(functions).size === functions.length && functions.every((name) => !taken.has(name)) && !callsEval(node);
  }

  class Prober {
    constructor(source, edits, firstSite) {
      this.source = source;
      this.edits = edits;
      this.firstSite = firstSite;
      this.sites = [];
      this.nSkipped = 0;
      this.helper = edits.name;
      this.call = `${edits.name}i`;
    }

    // Offsets of line starts, for sites.
    position(offset) {
      if (this.lines === undefined) {
        this.lines = [0];
        for (const match of this.source.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) this.lines.push(match.index + match[0].length);
      }
      let low = 0, high = this.lines.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (this.lines[middle] <= offset) low = middle;
        else high = middle;
      }
      return [low + 1, offset - this.lines[low] + 1];
    }

    // The number of a place in the program, known in the whole process. `callee` is the name of the function called there.
    site(label, offset, callee = '') {
      this.sites.push([label, ...this.position(offset), callee]);
      return this.firstSite + this.sites.length - 1;
    }

    // A piece of the source on one line, not too long.
    shorten(start, end) {
      const text = this.source.slice(start, Math.min(end, start + 4 * LABEL_LENGTH)).replace(/\s+/g, ' ').trim();
      return text.length > LABEL_LENGTH ? `${text.slice(0, LABEL_LENGTH - 1)}…` : text;
    }

    nameOf(node, parent, key) {
      if (node.id) return node.id.name;
      if (key === 'value' && parent.key)
        return parent.computed ? `[${this.shorten(parent.key.start, parent.key.end)}]` : `${parent.key.name ?? parent.key.value}`;
      if (key === 'init' && parent.id?.type === 'Identifier') return parent.id.name;
      if (key === 'right' && (parent.type === 'AssignmentExpression' || parent.type === 'AssignmentPattern'))
        return this.shorten(parent.left.start, parent.left.end);
      return '';
    }

    functionLabel(node, parent, key) {
      const name = this.nameOf(node, parent, key);
      if (name !== '') return name;
      const isCallback = parent?.type === 'CallExpression' && key === 'arguments';
      return isCallback ? `callback of ${this.shorten(parent.callee.start, parent.callee.end)}` : 'async function';
    }

    // The tokens from an offset on where only names, punctuation and comments stand: [offset, text].
    *tokens(offset) {
      const token = /(\s+|\/\/.*|\/\*[^]*?\*\/)|=>|\w+|[^]/g;
      token.lastIndex = offset;
      for (;;) {
        const match = token.exec(this.source);
        if (match[1] === undefined) yield [match.index, match[0]];
      }
    }

    find(offset, text) {
      for (const [start, token] of this.tokens(offset)) if (token === text) return start;
    }

    // Behind an arrow's parameters, behind `=>`.
    bodyOfArrow(node) {
      const { params } = node;
      return this.find(params.length > 0 ? params[params.length - 1].end : node.start + 'async'.length, '=>') + 2;
    }

    // Puts something in before and behind a piece of text, which may be empty.
    surround(start, before, end, behind, visitInside) {
      if (start !== end) this.edits.open(start, before);
      visitInside();
      this.edits.close(end, start === end ? before + behind : behind);
    }

    visitAsync(node, parent, key) {
      const { edits, helper, call } = this;
      const name = this.nameOf(node, parent, key);
      const begin = `const ${call}=${helper}.e(${this.site(this.functionLabel(node, parent, key), node.start, name)});try{`;
      const end = `}finally{${helper}.x(${call})}`;
      const context = { isProbed: true, inWith: false, isGenerator: node.generator, targets: [] };
      if (node.body.type !== 'BlockStatement') {
        edits.open(this.bodyOfArrow(node), `{${begin}return(`);
        this.visit(node.body, node, 'body', context);
        edits.close(node.end, `)${end}}`);
        return;
      }
      const directives = node.body.body.filter(({ directive }) => directive !== undefined);
      const start = directives.length === 0 ? node.body.start + 1 : directives[directives.length - 1].end;
      this.surround(start, directives.length === 0 ? begin : `;${begin}`, node.body.end - 1, end,
        () => this.visit(node.body, node, 'body', context));
    }

    visitFunction(node, parent, key, context) {
      const plain = { isProbed: false, inWith: context.inWith };
      for (const parameter of node.params) this.visit(parameter, node, 'params', plain);
      if (!node.async) {
        this.visit(node.body, node, 'body', plain);
        return;
      }
      if (context.inWith || (node.body.type === 'BlockStatement' && !mayStandInBlock(node))) {
        this.nSkipped++;
        this.visit(node.body, node, 'body', plain);
        return;
      }
      this.visitAsync(node, parent, key);
    }

    calleeName(node) {
      if (node?.type !== 'CallExpression') return '';
      const { callee } = node;
      if (callee.type === 'Identifier') return callee.name;
      return callee.type === 'MemberExpression' && !callee.computed ? callee.property.name ?? '' : '';
    }

    waitCall(label, start, argument) {
      return `${this.helper}.a(${this.call},${this.site(label, start, this.calleeName(argument))}`;
    }

    visitAwait(node, context) {
      const { edits, helper, call } = this;
      const label = this.shorten(node.start, node.end);
      edits.open(node.start, `${helper}.r(${call},`);
      edits.open(node.start + 'await'.length, ` ${this.waitCall(label, node.start, node.argument)},`);
      this.visit(node.argument, node, 'argument', context);
      edits.close(node.end, '))');
    }

    visitYield(node, context) {
      const { edits, helper, call } = this;
      const label = node.delegate ? 'yield*' : 'yield';
      const begin = node.delegate ? this.find(node.start + 'yield'.length, '*') + 1 : node.start + 'yield'.length;
      const wait = ` ${this.waitCall(label, node.start, null)},`;
      edits.open(node.start, `${helper}.r(${call},`);
      if (node.argument === null) {
        edits.close(node.end, `${wait}undefined))`);
        return;
      }
      edits.open(begin, wait);
      this.visit(node.argument, node, 'argument', context);
      edits.close(node.end, '))');
    }

    // What an async generator returns is awaited.
    visitReturn(node, context) {
      const { argument } = node;
      if (argument === null) return;
      if (!context.isGenerator) {
        this.visit(argument, node, 'argument', context);
        return;
      }
      const label = `return ${this.shorten(argument.start, argument.end)}`;
      this.edits.open(node.start + 'return'.length, ` ${this.waitCall(label, node.start, argument)},(`);
      this.visit(argument, node, 'argument', context);
      this.edits.close(this.source[node.end - 1] === ';' ? node.end - 1 : node.end, '))');
    }

    // It waits for the first value behind its iterable, and for the next one at its end and at each `continue`. `outermost` is
    // the loop with its labels.
    visitForAwait(node, outermost, labels, context) {
      const { edits, helper, call } = this;
      const wait = this.waitCall(`for await … of ${this.shorten(node.right.start, node.right.end)}`, node.start, null);
      const inner = node.body.type === 'BlockStatement' ? 1 : 0;
      let head;
      for (const [start, token] of this.tokens(node.right.end)) {
        if (start >= node.body.start) break;
        if (token === ')') head = start;
      }
      edits.open(outermost.start, '{');
      this.visit(node.left, node, 'left', context);
      edits.open(this.find(node.left.end, 'of') + 2, ` ${wait},(`);
      this.visit(node.right, node, 'right', context);
      edits.close(head, '))');
      this.surround(node.body.start + inner, `${inner ? '' : '{'}${helper}.r(${call});`,
        node.body.end - inner, `;${wait});${inner ? '' : '}'}`,
        () => this.visitInTarget(node.body, node, 'body', context, { labels, isLoop: true, wait }));
      edits.close(outermost.end, `${helper}.r(${call});}`);
    }

    visitInTarget(node, parent, key, context, target) {
      this.visit(node, parent, key, { ...context, targets: [...context.targets, target] });
    }

    // A jump to the end of a `for await`, or out of it: the loop waits for its iterator.
    visitJump(node, context) {
      const isContinue = node.type === 'ContinueStatement';
      const target = context.targets.findLast(({ labels, isLoop, isSwitch }) =>
        (node.label ? labels.includes(node.label.name) : isLoop || (isSwitch && !isContinue)));
      if (target?.wait === undefined) return;
      this.edits.open(node.start, `{${target.wait});`);
      this.edits.close(node.end, ';}');
    }

    visitLabeled(node, context) {
      const labels = [];
      let body = node;
      for (; body.type === 'LabeledStatement'; body = body.body) labels.push(body.label.name);
      if (body.type === 'ForOfStatement' && body.await) this.visitForAwait(body, node, labels, context);
      else if (loops.has(body.type)) this.visitLoop(body, labels, context);
      else this.visitInTarget(body, node, 'body', context, { labels });
    }

    visitLoop(node, labels, context) {
      for (const [child, key] of childrenOf(node))
        if (key === 'body') this.visitInTarget(child, node, key, context, { labels, isLoop: true });
        else this.visit(child, node, key, context);
    }

    visitTry(node, context) {
      const { edits, helper, call } = this;
      if (node.handler) edits.open(node.handler.body.start + 1, `${helper}.c(${call});`);
      if (node.finalizer) edits.open(node.finalizer.start + 1, `${helper}.c(${call});`);
      this.visitChildren(node, context);
    }

    visitChildren(node, context) {
      for (const [child, key] of childrenOf(node)) this.visit(child, node, key, context);
    }

    // A key that is computed belongs to what is around; what a field or a static block holds is no part of the function.
    visitMember(node, parent, context) {
      const plain = { isProbed: false, inWith: context.inWith };
      if (node.computed) this.visit(node.key, node, 'key', context);
      if (node.value) this.visit(node.value, node, 'value', functionTypes.has(node.value.type) ? context : plain);
    }

    // What means something in an async function alone; false where it is nothing of that.
    visitProbed(node, parent, context) {
      switch (node.type) {
      case 'AwaitExpression': this.visitAwait(node, context); return true;
      case 'YieldExpression': this.visitYield(node, context); return true;
      case 'ReturnStatement': this.visitReturn(node, context); return true;
      case 'LabeledStatement': this.visitLabeled(node, context); return true;
      case 'BreakStatement': case 'ContinueStatement': this.visitJump(node, context); return true;
      case 'TryStatement': this.visitTry(node, context); return true;
      case 'SwitchStatement':
        this.visit(node.discriminant, node, 'discriminant', context);
        for (const branch of node.cases) this.visitInTarget(branch, node, 'cases', context, { labels: [], isSwitch: true });
        return true;
      case 'ForOfStatement':
        if (node.await) this.visitForAwait(node, node, [], context);
        else this.visitLoop(node, [], context);
        return true;
      default:
        if (!loops.has(node.type)) return false;
        this.visitLoop(node, [], context);
        return true;
      }
    }

    visit(node, parent, key, context) {
      if (functionTypes.has(node.type)) this.visitFunction(node, parent, key, context);
      else if (node.type === 'PropertyDefinition' || node.type === 'MethodDefinition') this.visitMember(node, parent, context);
      else if (node.type === 'StaticBlock') this.visitChildren(node, { isProbed: false, inWith: context.inWith });
      else if (node.type === 'WithStatement') this.visitChildren(node, { isProbed: false, inWith: true });
      else if (!context.isProbed || !this.visitProbed(node, parent, context)) this.visitChildren(node, context);
    }

    // `isAsync`: whether the program is the body of a module that awaits: N.e has been called there.
    probe(program, isAsync) {
      this.visit(program, null, '', { isProbed: isAsync, inWith: false, isGenerator: false, targets: [] });
    }
  }

  return Prober;
})
