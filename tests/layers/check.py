#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the shape of the source tree; prints TAP: a test for each rule, and below it what breaks it."""
import sys

import layers
import selftest
import sizes
import translations
import words


def main():
    rules = {**selftest.RULES, **layers.RULES, **sizes.RULES, **translations.RULES, **words.RULES}
    failed = 0
    print(f"1..{len(rules)}")
    for number, (title, rule) in enumerate(rules.items(), 1):
        wrong = list(rule())
        failed += bool(wrong)
        print(f"{'not ok' if wrong else 'ok'} {number} - {title}")
        for line in wrong:
            print(f"# {line}")
    return 1 if failed else 0


sys.exit(main())
