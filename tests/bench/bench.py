# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures Heddle beside Node and C, and prints one table: bench.py BUILD [--json FILE] [ROW…]. `run` builds first."""

import argparse
import datetime
import json
import os
import statistics
import sys

from programs import Failure, Programs
from rows import measurements


def facts(programs):
    """The machine and the moment: every table starts with them."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), "unknown")
    return {
        "cpu": model, "cores": len(os.sched_getaffinity(0)), "load": round(os.getloadavg()[0], 2),
        "kernel": os.uname().release, "node": programs.node_version(),
        "date": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
    }


def collect(measurement):
    """All values of ours and of the peer, by row; the runs alternate. A failed run says why."""
    ours, peer, failures = {}, {}, []
    for _ in range(measurement.rounds):
        for values, run in ((ours, measurement.ours), (peer, measurement.peer)):
            if run is None:
                continue
            try:
                for name, value in run().items():
                    values.setdefault(name, []).append(value)
            except Failure as failure:
                failures.append(str(failure))
        if failures:
            break
    for name in [name for name in ours if name.endswith(".peer")]:
        peer[name.removesuffix(".peer")] = ours.pop(name)
    return ours, peer, failures


def compare(row, peer_name, ours, peer, failures):
    """One row's result: a dictionary, as in the JSON file."""
    best = max if row.more_is_better else min
    result = {
        "row": row.name, "what": row.what, "unit": row.unit, "goal": row.goal, "goal_is": ">=" if row.more_is_better else "<=",
        "goal_unit": row.unit if row.alone else "", "peer_is": peer_name, "ours": None, "peer": None, "ratio": None, "met": False,
        "all_ours": ours.get(row.name, []), "all_peer": peer.get(row.name, []),
    }
    if failures:
        result["failure"] = failures[0]
    if not result["all_ours"]:
        return result
    result["ours"] = statistics.median(result["all_ours"])
    if result["all_peer"]:
        result["peer"] = best(result["all_peer"]) if row.best_peer else statistics.median(result["all_peer"])
        result["ratio"] = result["ours"] / result["peer"]
    judged = result["ours"] if row.alone else result["ratio"]
    if judged is not None:
        result["met"] = judged >= row.goal if row.more_is_better else judged <= row.goal
    return result


def number(value):
    """Three significant digits, more for large numbers; nothing for nothing."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def print_head():
    print(f"{'row':15}{'what':56}{'ours':>9} {'peer':>9} {'unit':6}{'beside':13}{'ratio':>7}   {'goal':12}")


def print_row(result):
    goal = f"{'≥' if result['goal_is'] == '>=' else '≤'} {result['goal']:g} {result['goal_unit']}"
    ratio = "–" if result["ratio"] is None else f"{result['ratio']:.2f}"
    print(f"{result['row']:15}{result['what']:56}{number(result['ours']):>9} {number(result['peer']):>9} {result['unit']:6}"
          f"{result['peer_is'] if result['peer'] is not None else '':13}{ratio:>7}   {goal:12}{'met' if result['met'] else 'MISSED'}", flush=True)
    if "failure" in result:
        print(f"{'':15}{result['failure']}", flush=True)


def main():
    parser = argparse.ArgumentParser(prog="tests/bench/run", description="Measures Heddle beside Node and C.")
    parser.add_argument("build", help=argparse.SUPPRESS)
    parser.add_argument("--json", metavar="FILE", help="write every single measurement to FILE, too")
    parser.add_argument("rows", metavar="ROW", nargs="*", help="only these rows")
    arguments = parser.parse_args()
    programs = Programs(arguments.build)
    try:
        chosen = measurements(programs, arguments.rows)
    except ValueError as error:
        parser.error(str(error))
    machine = facts(programs)
    print("{cpu}, {cores} cores, load {load}, Linux {kernel}, Node {node}, {date}".format(**machine))
    print_head()
    results = []
    for measurement in chosen:
        values = collect(measurement)
        for row in measurement.rows:
            results.append(compare(row, measurement.peer_name, *values))
            print_row(results[-1])
    met = sum(result["met"] for result in results)
    print(f"{met} of {len(results)} goals met")
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump({"machine": machine, "rows": results}, file, indent=1, ensure_ascii=False)
            file.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
