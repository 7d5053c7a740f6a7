# SPDX-License-Identifier: GPL-3.0-or-later
"""How long files and functions may be. Each rule yields what is wrong, a line each."""
import json
import os
import subprocess

import tree

FILE_LINES = 600
FUNCTION_LINES = 60
ENDINGS = (".c", ".h", ".js", ".py", ".ui", ".css", ".build", ".md")


def check_files():
    for path in tree.files():
        if path.endswith(ENDINGS) or tree.is_script(path):
            n_lines = tree.read(path).count("\n")
            if n_lines > FILE_LINES:
                yield f"{path}: {n_lines} lines; past {FILE_LINES} it is two files"


def c_functions(source):
    """(line, length) of each function: from the line of its name to the brace that closes it in the first column."""
    name = opened = None
    for number, line in enumerate(tree.without_comments(source).split("\n"), 1):
        if opened is None and line.startswith("{"):
            opened = number
        elif line.startswith("}"):
            if opened is not None and name is not None:
                yield name, number - name + 1
            name = opened = None
        elif opened is None and line[:1].isalpha() and "(" in line:
            name = number


def check_c_functions():
    for path in tree.files():
        if path.endswith(".c"):
            for line, length in c_functions(tree.read(path)):
                if length > FUNCTION_LINES:
                    yield f"{path}:{line}: {length} lines; past {FUNCTION_LINES} it is two functions"


def check_js_functions():
    """Node and acorn measure: see functions.js. What a program of a test or a lesson looks like is its own matter."""
    paths = [path for path in tree.files() if path.endswith(".js") and path.startswith(("app/", "tests/layers/"))]
    script = os.path.join(os.path.dirname(__file__), "functions.js")
    answer = subprocess.run(["node", script, *paths], cwd=tree.TOP, capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        yield f"functions.js: {answer.stderr.strip()}"
        return
    measured = json.loads(answer.stdout)
    if len(measured) < len(paths):
        yield f"functions.js measured no function at all in {len(paths)} files"
    for path, line, length in measured:
        if length > FUNCTION_LINES:
            yield f"{path}:{line}: {length} lines; past {FUNCTION_LINES} it is two functions"


RULES = {
    f"no file has more than {FILE_LINES} lines": check_files,
    f"no C function has more than {FUNCTION_LINES} lines": check_c_functions,
    f"no JavaScript function has more than {FUNCTION_LINES} lines": check_js_functions,
}
