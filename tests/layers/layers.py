# SPDX-License-Identifier: GPL-3.0-or-later
"""What may include what: the table of app/README.md. Each rule yields what is wrong, a line each."""
import re

import tree

FLOORS = ("app", "ui")
ROOMS = {
    "base": (),
    "stats": ("base",),
    "trace": ("base",),
    "export": ("base", "trace", "stats"),
    "loop": ("base", "trace"),
    "probe": ("base", "trace", "loop"),
    "web": ("base", "trace", "loop", "probe"),
    "runner": ("base", "trace", "loop", "probe", "web"),
    "server": ("base",),
    "lab": ("base", "trace", "export", "stats"),
    "cli": ("base", "trace", "export", "stats", "lab"),
    "ui": ("base", "trace", "export", "stats", "lab"),
}
# Headers from outside, by what their names begin with, and who may include them.
OUTSIDE = (
    (r"gtk/|gdk/|gsk/|adwaita|gtksourceview", ("ui",)),
    (r"libsoup/", ("web", "server")),
    (r"JavaScriptCore/|jsc/", ("loop", "probe", "web", "runner")),
    (r"gsl/", ("stats",)),
    (r"webkit", ()),
)
# The window has no sockets and no threads of its own.
NOT_IN_UI = (r"pthread\.h|threads\.h|sys/socket\.h|netinet/|gio/gnetworking\.h",
             r"\bg_thread_(?:try_)?new\b|\bg_task_run_in_thread\b|\bg_socket_\w+")


def room_of(path):
    """The room that a C file lies in, or None when it lies in no floor."""
    parts = path.split("/")
    if parts[0] == "ui":
        return "ui"
    return parts[1] if parts[0] == "app" and len(parts) > 2 else None


def own_includes(room, source):
    """Rooms that a source includes and may not."""
    for header in re.findall(r'^\s*#\s*include\s*"([^"]+)"', source, re.MULTILINE):
        target = header.split("/")[0] if "/" in header else room
        if target != room and target not in ROOMS[room]:
            yield f'#include "{header}"'


def outside_includes(room, source):
    for header in re.findall(r"^\s*#\s*include\s*<([^>]+)>", source, re.MULTILINE):
        for pattern, rooms in OUTSIDE:
            if re.match(pattern, header) and room not in rooms:
                yield f"#include <{header}>"
        if room == "ui" and re.match(NOT_IN_UI[0], header):
            yield f"#include <{header}>"


def check_includes():
    for path in tree.files():
        room = room_of(path)
        if not path.endswith((".c", ".h")) or room is None:
            continue
        if room not in ROOMS:
            yield f"{path}: the room {room}/ is not in the table of tests/layers/layers.py"
            continue
        source = tree.read(path)
        for line in [*own_includes(room, source), *outside_includes(room, source)]:
            yield f"{path}: {line}: {room} may not use it"


def check_window():
    for path in tree.files():
        if path.startswith("ui/") and path.endswith(".c"):
            for call in re.findall(NOT_IN_UI[1], tree.without_comments(tree.read(path))):
                yield f"{path}: {call}: the window has no sockets and no threads of its own"


def check_readmes():
    """Each floor has a README.md, with a line for each room: a folder, or in ui/ a pair of .c and .h."""
    floors = {}
    for path in tree.files():
        parts = path.split("/")
        if parts[0] in ("app", "ui", "tests") and len(parts) > 2:
            floors.setdefault(parts[0], set()).add(parts[1] + "/")
        elif parts[0] == "ui" and path.endswith(".c"):
            floors.setdefault("ui", set()).add(parts[1][:-len(".c")])
    for floor, rooms in sorted(floors.items()):
        if f"{floor}/README.md" not in tree.files():
            yield f"{floor}/README.md is missing: the map of that floor"
            continue
        text = tree.read(f"{floor}/README.md")
        for room in sorted(rooms):
            if not re.search(r"(?<![\w-])" + re.escape(room) + r"(?![\w-])", text):
                yield f"{floor}/README.md has no line for {room}"


RULES = {
    "each room includes only what lies below it": check_includes,
    "the window has no sockets and no threads": check_window,
    "each room has a line in its floor's README": check_readmes,
}
