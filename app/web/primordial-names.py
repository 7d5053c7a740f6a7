# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds which of the language's own functions the internal scripts use, so that core.js keeps no others: each VM would pay.

primordial-names.py CORE OUTPUT DEPFILE FOLDER…: reads all scripts of the folders, writes a script that returns
{ holder: [what is used of it] }. A name that is no part of the language ends the build.
"""

import json
import pathlib
import re
import sys

# What core.js makes one by one.
SPECIAL = re.compile(r"uncurryThis|globalThis|Safe\w+|MapIteratorPrototypeNext|SetIteratorPrototypeNext|IteratorPrototype"
                     r"|AsyncIteratorPrototype|ArrayIteratorPrototype|[a-z]\w+")
DESTRUCTURED = re.compile(r"\{([^{}]*)\}\s*=\s*(?:heddle\.)?primordials\b")
MEMBER = re.compile(r"\bprimordials\.(\w+)")


def used_names(text):
    names = set(MEMBER.findall(text))
    for members in DESTRUCTURED.findall(text):
        members = re.sub(r"//[^\n]*", "", members)
        names.update(member.split(":")[0].strip() for member in members.split(",") if member.strip())
    return names


def holder_of(name, classes):
    """The object that has it, and what it is called there; (None, name) for a class or what core.js makes itself."""
    if name in classes or SPECIAL.fullmatch(name):
        return None, name
    match = re.fullmatch(r"(\w+?)Prototype(\w*)", name)
    if match and (match[1] in classes or match[1] == "ArrayIterator"):
        return match[1] + "Prototype", match[2]
    for length in range(len(name) - 1, 0, -1):
        if name[:length] in classes and not name[length].islower():
            return name[:length], name[length:]
    raise SystemExit(f"primordial-names.py: there is no primordial {name}")


def main(core, output, depfile, *folders):
    text = pathlib.Path(core).read_text(encoding="utf-8")
    listed = re.search(r"const classes = \{(.*?)\};.*?const namespaces = \{(.*?)\};", text, re.S)
    classes = {name.strip() for part in listed.groups() for name in part.split(",") if name.strip()} | {"SharedArrayBuffer"}
    scripts = sorted(path for folder in folders for path in pathlib.Path(folder).glob("*.js"))
    table = {}
    for name in sorted(set().union(*(used_names(path.read_text(encoding="utf-8")) for path in scripts if path.name != "core.js"))):
        holder, rest = holder_of(name, classes)
        if holder is not None:
            table.setdefault(holder, []).append(rest)
    pathlib.Path(output).write_text(f"(() => ({json.dumps(table)}))\n", encoding="utf-8")
    pathlib.Path(depfile).write_text(f"{output}: {' '.join(map(str, scripts))}\n", encoding="utf-8")


main(*sys.argv[1:])
