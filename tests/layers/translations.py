# SPDX-License-Identifier: GPL-3.0-or-later
"""What is translated. Each rule yields what is wrong, a line each."""
import os
import re

import tree

MARKED_C = re.compile(r'(?<![A-Za-z_])(?:_|N_|C_|NC_|n?gettext) ?\(\s*"')
MARKED_UI = re.compile(r'translatable="(?:yes|true|1)"')


def has_text(path, source):
    """Whether a file has text in it that is marked for translation."""
    return bool((MARKED_UI if path.endswith(".ui") else MARKED_C).search(source))


def list_of(path):
    return [line for line in tree.read(path).split("\n") if line and not line.startswith("#")]


def check_sources():
    """What is not listed is never translated."""
    marked = [path for path in tree.files()
              if path.startswith(("app/", "ui/")) and path.endswith((".c", ".ui")) and has_text(path, tree.read(path))]
    listed = list_of("po/POTFILES.in")
    for path in sorted(set(marked) - set(listed)):
        yield f"{path} has text that is translated, but po/POTFILES.in does not list it: run po/update"
    for path in sorted(set(listed) - set(marked)):
        yield f"po/POTFILES.in lists {path}, which has no text that is translated: run po/update"


def check_languages():
    found = sorted(os.path.basename(path)[:-3] for path in tree.files() if path.startswith("po/") and path.endswith(".po"))
    listed = sorted(list_of("po/LINGUAS"))
    if found != listed:
        yield f"po/LINGUAS names {listed}, but there are {found}"


RULES = {
    "every file with text is translated": check_sources,
    "every language is listed": check_languages,
}
