# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of the source tree, and reporting what is wrong with them."""
import os
import re

TOP = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))


def _is_left_out(folder, name):
    """Build trees, version control, and what editors and Python leave behind."""
    if name == ".git" or (name.startswith((".build", "build")) and os.path.isdir(os.path.join(folder, name))):
        return True
    return name in ("__pycache__", ".flatpak-builder", ".vscode", ".idea") or name.endswith(("~", ".pyc", ".swp"))


def files():
    """Every file of the tree, relative to its top, sorted."""
    found = []
    for folder, folders, names in os.walk(TOP):
        folders[:] = [name for name in folders if not _is_left_out(folder, name)]
        found += [os.path.relpath(os.path.join(folder, name), TOP) for name in names if not _is_left_out(folder, name)]
    return sorted(found)


def read(path):
    with open(os.path.join(TOP, path), encoding="utf-8", errors="replace") as file:
        return file.read()


def is_script(path):
    """Whether a file without an ending starts with #!."""
    return "." not in os.path.basename(path) and read(path).startswith("#!")


def without_comments(source):
    """C without its comments and the contents of its strings; line ends stay."""
    token = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)

    def blank(match):
        text = match.group()
        return '""' if text[0] in "\"'" else "\n" * text.count("\n")

    return token.sub(blank, source)
