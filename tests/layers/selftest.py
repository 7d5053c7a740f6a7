# SPDX-License-Identifier: GPL-3.0-or-later
"""That the rules find what they are there to find."""
import layers
import sizes
import translations
import words

BODY = "".join(f"  call ({number});\n" for number in range(60))


def _expect(what, got, wanted):
    if got != wanted:
        yield f"{what}: {got} instead of {wanted}"


def check_includes():
    source = '#include "loop/loop.h"\n#include "own.h"\n#include "base/error.h"\n# include <libsoup/soup.h>\n#include <glib.h>\n'
    yield from _expect("trace including loop", list(layers.own_includes("trace", source)), ['#include "loop/loop.h"'])
    yield from _expect("web including loop", list(layers.own_includes("web", source)), [])
    yield from _expect("libsoup in lab", list(layers.outside_includes("lab", source)), ["#include <libsoup/soup.h>"])
    yield from _expect("libsoup in web", list(layers.outside_includes("web", source)), [])
    yield from _expect("GTK below app", list(layers.outside_includes("lab", "#include <gtk/gtk.h>\n")), ["#include <gtk/gtk.h>"])


def check_functions():
    long = f"static void\nlong_one (int a,\n          int b)\n{{\n{BODY}}}\n"
    table = f"static const int table[] = {{\n{BODY}}};\n"
    short = 'int\nshort_one (void)\n{\n  /* {\n} */\n  return f ("}\\"");\n}\n'
    yield from _expect("a long function", list(sizes.c_functions(table + long)), [(64, 64)])
    yield from _expect("a short function", list(sizes.c_functions(short)), [(2, 6)])


def check_words():
    for line in ("/* TO" "DO: more */", "not imple" "mented yet", "it will do for " "now"):
        yield from _expect(line, bool(words.UNFINISHED.search(line)), True)
    for line in ("mastodon", "the form is for nowhere"):
        yield from _expect(line, bool(words.UNFINISHED.search(line)), False)
    yield from _expect("a vague name", [bool(words.VAGUE.match(name)) for name in ("test-utils", "common", "commons")],
                       [True, True, False])


def check_translations():
    for source, wanted in (('say (_("x"), 1);', True), ('say (_ ("x"), 1);', True), ('n = ngettext ("x", "y", n);', True),
                           ('f (N_("x"));', True), ('own_ ("x");', False), ('dgettext_no ("x");', False)):
        yield from _expect(source, translations.has_text("a.c", source), wanted)
    yield from _expect("a template", translations.has_text("a.ui", '<property name="l" translatable="yes">'), True)


RULES = {
    "the rules see a wrong include": check_includes,
    "the rules see a long function": check_functions,
    "the rules see a word that must not be": check_words,
    "the rules see text that is translated": check_translations,
}
