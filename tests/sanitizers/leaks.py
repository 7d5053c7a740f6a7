#!/usr/bin/env python3
# Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
#
# Which of the leaks that LeakSanitizer found are ours: leaks.py FOLDER, with the reports that ASAN_OPTIONS=log_path=FOLDER/…
# left there. JavaScriptCore keeps small things of its own past their VM (watchpoints of compiled code, identifiers, pieces of
# strings), on stacks without names; but what our C forgets to release, it has got from one of the functions in OWNED, or
# allocated itself. (Whole VMs are counted by unit/test-workers.) Prints those and ends with 1 if there are any; errors of other kinds that are in the reports too.
import pathlib
import re
import sys

# What has to be released by who called it.
OWNED = re.compile(r'JSString(Create|Retain)|JSValueToStringCopy|JSValueCreateJSONString|JSObjectCopyPropertyNames|'
                   r'JSPropertyNameArrayRetain|JSClass(Create|Retain)|JSGlobalContextCopyName|JSScriptCreate')
FRAME = re.compile(r'\s*#\d+ 0x[0-9a-f]+ (?:in )?(?P<name>\S*)')
INTERCEPTOR = re.compile(r'__interceptor_|operator new')


def is_engine(frame):
    return 'libjavascriptcoregtk' in frame


def is_ours(frames):
    """Whether a leak with this stack, innermost frame first, is one of ours."""
    frames = [frame for frame in frames if not INTERCEPTOR.search(frame)]
    inside = []
    for frame in frames:
        if not is_engine(frame):
            break
        inside.append(frame)
    if not inside:
        return True
    return len(inside) < len(frames) and OWNED.match(FRAME.match(inside[-1])['name']) is not None


def read_leaks(text):
    """Gives for each leak of a report its first line and its frames."""
    for block in re.split(r'\n\s*\n', text):
        lines = block.strip('\n').split('\n')
        starts = [i for i, line in enumerate(lines) if re.match(r'(Direct|Indirect) leak of ', line)]
        if starts:
            yield lines[starts[0]], [line for line in lines[starts[0] + 1:] if FRAME.match(line)]


def read_report(text):
    """What in a report is ours: a list of texts."""
    if 'LeakSanitizer: detected memory leaks' not in text:
        return [text]
    return ['\n'.join([title, *frames]) for title, frames in read_leaks(text) if is_ours(frames)]


def main(folder):
    found = [(path, part) for path in sorted(pathlib.Path(folder).iterdir()) for part in read_report(path.read_text(errors='replace'))]
    for path, part in found:
        print(f'{path.name}:\n{part}\n')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
