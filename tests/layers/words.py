# SPDX-License-Identifier: GPL-3.0-or-later
"""Words and names. Each rule yields what is wrong, a line each."""
import os
import re

import tree

LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"
SOURCES = (".c", ".h", ".py", ".ui", ".css")
TOP_LEVEL = {".ci", ".clang-format", ".clang-tidy", ".gitattributes", ".gitignore", "LICENSE", "README.md", "app", "data", "meson.build",
             "meson_options.txt", "po", "tests", "ui"}
# Written so that this file does not find itself.
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX|HA" r"CK)\b|[Nn]ot imple" r"mented|\b[Ff]or " r"now\b")
VAGUE = re.compile(r"^(?:.*[-_])?(?:util|utils|helper|helpers|common|misc|manager|stuff)(?:[-_].*)?$")


def is_text(path):
    return path.endswith((*SOURCES, ".js", ".build", ".md", ".ini", ".in", ".xml", ".desktop", ".sh")) or tree.is_script(path)


def check_unfinished():
    for path in tree.files():
        if is_text(path):
            for number, line in enumerate(tree.read(path).split("\n"), 1):
                found = UNFINISHED.search(line)
                if found:
                    yield f"{path}:{number}: “{found.group()}”"


def check_names():
    """node-NAME.js is Node's module NAME."""
    for path in tree.files():
        for part in path.split("/"):
            if VAGUE.match(part.split(".")[0]) and not re.fullmatch(r"node-\w+\.js", part):
                yield f"{path}: “{part}” does not say what is in it"


def check_licence():
    """Sources and scripts; of JavaScript what is the product's own: programs of lessons and tests are the user's to read."""
    for path in tree.files():
        is_source = path.endswith(SOURCES) or (path.endswith(".js") and path.startswith("app/")) or tree.is_script(path)
        if is_source and LICENCE not in tree.read(path)[:600]:
            yield f"{path}: no line “{LICENCE}” at its head"


def check_top():
    for path in tree.files():
        first = path.split("/")[0]
        if first not in TOP_LEVEL:
            yield f"{path}: “{first}” is not one of the entries at the top: see tests/layers/words.py"


def check_built():
    """Every C file is compiled, every JavaScript file of app/ is a resource, every test's program is run."""
    files = tree.files()
    lists = "\n".join(tree.read(path) for path in files if path.endswith(("meson.build", ".gresource.xml")))
    for path in files:
        name = os.path.basename(path)
        if path.startswith(("app/", "ui/", "tests/")) and name.endswith(".c") or path.startswith("app/") and name.endswith(".js"):
            if not re.search(r"(?<![\w-])" + re.escape(name) + r"(?!\w)", lists) and f"'{name[:-2]}'" not in lists:
                yield f"{path}: no meson.build and no gresource.xml names it"


RULES = {
    "nothing is left unfinished": check_unfinished,
    "no file is called util, helper, common, misc or manager": check_names,
    "each source names its licence": check_licence,
    "the top holds only what belongs there": check_top,
    "each source is built": check_built,
}
