# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the tests of a run of `meson test`: count.py TESTLOG.json TESTS.log

Each test point of a program that speaks TAP is a test, each other program is one. Prints what failed, with its output,
then "N passed, N failed". Exits with 1 when one failed, or when none ran."""
import json
import re
import sys


def points(test):
    """(passed, failed, skipped) of one program."""
    lines = test.get("stdout", "").splitlines()
    good = sum(bool(re.match(r"ok \d+", line)) and "# SKIP" not in line for line in lines)
    bad = sum(bool(re.match(r"not ok \d+", line)) for line in lines)
    skipped = sum(bool(re.match(r"ok \d+", line)) and "# SKIP" in line for line in lines)
    ok = test["result"] in ("OK", "EXPECTEDFAIL", "SKIP")
    if good + bad + skipped == 0:
        return (int(ok and test["result"] != "SKIP"), int(not ok), int(test["result"] == "SKIP"))
    return (good, max(bad, int(not ok)), skipped)


def main(testlog, log):
    passed = failed = skipped = 0
    try:
        with open(testlog, encoding="utf-8", errors="replace") as file:
            tests = [json.loads(line) for line in file]
    except OSError:
        tests = []
        with open(log, encoding="utf-8", errors="replace") as file:
            print(file.read()[-3000:])
    for test in tests:
        good, bad, left_out = points(test)
        passed, failed, skipped = passed + good, failed + bad, skipped + left_out
        if bad:
            print(f"--- {test['name']}: {test['result']}")
            print((test.get("stdout", "") + "\n" + test.get("stderr", ""))[-1500:])
    if skipped:
        print(f"{skipped} skipped")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


sys.exit(main(*sys.argv[1:]))
