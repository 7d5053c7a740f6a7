# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a random asynchronous program: async-programs.py SEED COUNT [all].

The program calls COUNT functions one after another, each a tangle of async functions and generators, promises, thenables,
timers, loops, jumps and exceptions, and prints in which order things happen. It must print the same traced, timed and in Node;
with `all` it also has what JavaScriptCore orders otherwise than Node by itself.
"""

import random
import sys


class Program:
    def __init__(self, seed, everything):
        self.random = random.Random(seed)
        self.everything = everything
        self.marks = 0
        self.budget = 0

    def pick(self, *choices):
        return self.random.choice(choices)

    def mark(self):
        self.marks += 1
        return self.marks

    def value(self, depth, is_async):
        self.budget -= 1
        if depth <= 0 or self.budget <= 0:
            return self.pick("null", "1", "'s'", "a", "[]", "({}).x")
        inner = lambda: self.value(depth - 1, is_async)
        choices = [
            lambda: f"({inner()} + {self.mark()})",
            lambda: f"`${{{inner()}}}-${{{inner()}}}`",
            lambda: f"say({self.mark()}, {inner()})",
            lambda: f"[{inner()}, {inner()}].length",
            lambda: f"({inner()} ? {inner()} : {inner()})",
            lambda: f"({{ p: {inner()}, [{inner()}]: 1 }}).p",
            lambda: f"({inner()})?.x?.y",
            lambda: f"(({inner()}) ?? {inner()})",
        ]
        if is_async:
            choices += [lambda: f"(await {self.promise(depth - 1, is_async)})"] * 6
            choices += [lambda: f"(await {inner()})", lambda: f"(await ({inner()}, {inner()}))"]
        return self.pick(*choices)()

    def promise(self, depth, is_async):
        inner = lambda: self.value(depth - 1, is_async)
        self.budget -= 2
        return self.pick(
            lambda: f"Promise.resolve({inner()})",
            lambda: f"thenable({inner()})",
            lambda: f"later({inner()})",
            lambda: f"new Promise((r) => {{ queueMicrotask(() => r({self.value(1, False)})); }})",
            lambda: f"Promise.all([{inner()}, {self.promise(depth - 1, is_async) if depth > 0 else 1}])",
            lambda: f"Promise.allSettled([{inner()}, broken({self.mark()})])",
            lambda: f"Promise.race([{inner()}, {inner()}])",
            lambda: f"(async (b = {self.value(1, False)}) => {self.value(depth - 1, True)})()",
            lambda: f"(async () => {{ {self.block(depth - 1, True, False, False)} }})()",
            lambda: f"(async function named(n) {{ 'use strict'; {self.block(depth - 1, True, False, False)} }})({inner()})",
            lambda: f"({{ async m() {{ {self.block(depth - 1, True, False, False)} }} }}).m()",
            lambda: f"new (class {{ f = async () => {self.value(depth - 1, True)}; }})().f()",
            lambda: f"Promise.resolve({inner()}).then((a) => {self.value(1, False)}).finally(() => say({self.mark()}))",
            lambda: f"broken({self.mark()}).catch(async (a) => {self.value(depth - 1, True)})",
        )()

    def block(self, depth, is_async, in_loop, in_generator):
        return "\n".join(self.statement(depth, is_async, in_loop, in_generator)
                        for _ in range(self.random.randint(1, 3)))

    def loop(self, depth, is_async, in_generator):
        body = self.block(depth - 1, is_async, True, in_generator)
        label = self.pick("", "", f"L{self.mark()}: ")
        jump = f"if (i === 1) {self.pick('continue', 'break')} {label.rstrip(': ')}; " if label else ""
        kinds = [lambda: f"{label}for (let i = 0; i < 2; i++) {{ {jump}{body} }}",
                 lambda: f"{label}for (const i of [0, 1]) {{ {jump}{body} }}"]
        if is_async:
            source = f"(async function* () {{ {self.block(depth - 1, True, False, True)} yield {self.value(1, True)}; }})()"
            array = f"[{self.value(1, True)}, Promise.resolve({self.mark()})]"
            whole = "" if not self.everything else jump
            kinds += [lambda: f"{label}for await (const i of {source}) {{ {jump}{body} }}",
                      lambda: f"{label}for await (const i of {array}) {{ {whole}say({self.mark()}, i); }}",
                      lambda: f"{label}for await (const i of {source}) say({self.mark()}, i);"]
        return self.pick(*kinds)()

    def statement(self, depth, is_async, in_loop, in_generator):
        self.budget -= 1
        value = lambda: self.value(depth, is_async)
        if depth <= 0 or self.budget <= 0:
            return f"say({self.mark()}, a);"
        inner = lambda: self.block(depth - 1, is_async, in_loop, in_generator)
        choices = [
            lambda: f"say({self.mark()}, {value()});",
            lambda: f"a = {value()};",
            lambda: f"{{ const outer = {value()}; {{ let a = outer; {inner()} }} }}",
            lambda: f"const {{ x{self.mark()} = {value()} }} = {{}};",
            lambda: f"if ({value()}) {{ {inner()} }} else say({self.mark()}, {value()});",
            lambda: f"try {{ {inner()} throw {value()}; }} catch (e) {{ say({self.mark()}, e); {inner()} }}",
            lambda: f"try {{ {inner()} }} finally {{ say({self.mark()}); {inner()} }}",
            lambda: f"switch ({value()}) {{ case {value()}: {inner()} break; default: {inner()} }}",
            lambda: f"void {self.promise(depth - 1, is_async)}.then(tell({self.mark()}), tell({self.mark()}));"
                    .replace("void thenable", "void Promise.resolve(0) && thenable"),
            lambda: f"queueMicrotask(() => say({self.mark()}));",
            lambda: self.loop(depth - 1, is_async, in_generator),
            lambda: f"function g{self.mark()}() {{ return say({self.mark()}, arguments.length); }}",
        ]
        if in_loop:
            choices.append(lambda: f"if ({value()}) {self.pick('continue', 'break')};")
        if is_async:
            choices += [lambda: f"if ({value()}) return {value()};", lambda: f"await {value()}{self.pick(chr(10), chr(59))}"] * 2
        if in_generator:
            choices += [lambda: f"yield {value()};", lambda: "yield;", lambda: f"a = yield {value()}{self.pick(chr(10), chr(59))}"] * 2
            if self.everything:
                choices.append(lambda: f"yield* [{value()}];")
        return self.pick(*choices)()

    def function(self, index):
        self.budget = 120
        return f"async function f{index}(a = say({self.mark()}, 1)) {{ {self.block(4, True, False, False)} }}\n"


PRELUDE = """let order = [];
const say = (mark, value) => { order.push(`${mark}:${show(value)}`); return value; };
const show = (value) => { try { return value instanceof Error ? value.message : JSON.stringify(value); } catch { return '?'; } };
const tell = (mark) => (value) => say(mark, value);
const thenable = (value) => ({ then(resolve) { say('then'); resolve(value); return Promise.resolve(); } });
const later = (value) => new Promise((resolve) => setTimeout(resolve, 0, value));
const broken = (mark) => Promise.reject(new Error(`broken ${mark}`));
"""

POSTLUDE = """
(async () => {
  for (let i = 0; i < programs.length; i++) {
    order = [];
    await Promise.race([programs[i]().then(tell('end'), tell('failed')), new Promise((r) => setTimeout(r, 2000))]);
    for (let k = 0; k < 3; k++) await new Promise((r) => setTimeout(r, 0));
    console.log(i, order.join(' '));
  }
})();
"""


def main():
    program = Program(int(sys.argv[1]), "all" in sys.argv[3:])
    count = int(sys.argv[2])
    functions = [program.function(i) for i in range(count)]
    names = ", ".join(f"f{i}" for i in range(count))
    sys.stdout.write(PRELUDE + "".join(functions) + f"const programs = [{names}];" + POSTLUDE)


main()
