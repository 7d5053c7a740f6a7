# SPDX-License-Identifier: GPL-3.0-or-later
"""What is measured beside what, and the goals. README.md says what each row means."""

import json
import os
import re
import tempfile
from dataclasses import dataclass, field
from typing import Callable

from programs import Server, json_of, output_of, start_to_exit_ms, waiting_pss_mib


@dataclass
class Row:
    """One line of the table. The ratio is ours / peer, or ours alone where the goal is a number of its own."""

    name: str
    what: str
    unit: str
    goal: float
    more_is_better: bool = False
    best_peer: bool = False
    alone: bool = False


@dataclass
class Measurement:
    """Runs of ours and of its peer, alternating: each returns {row name: value}. `NAME.peer` in ours is the peer's."""

    ours: Callable
    peer: Callable | None
    peer_name: str
    rounds: int
    rows: list = field(default_factory=list)


def _pair(programs, file, **values):
    """Ours and Node's run of a program that prints its numbers."""
    return (lambda: json_of(programs.cli(file)), lambda: json_of(programs.peer(file), **values))


def _start(programs):
    return Measurement(
        lambda: {"start": start_to_exit_ms(programs.cli("hello.js"))},
        lambda: {"start": start_to_exit_ms([programs.node, "hello.js"])}, "Node", 15,
        [Row("start", "heddle-cli run of one console.log, start to exit", "ms", 0.5)])


def _memory(programs):
    return Measurement(
        lambda: {"memory": waiting_pss_mib(programs.cli("waiting.js"))},
        lambda: {"memory": waiting_pss_mib([programs.node, "waiting.js"])}, "Node", 3,
        [Row("memory", "PSS of all processes while a program waits in a timer", "MiB", 1.0)])


def _workers(programs):
    return Measurement(*_pair(programs, "start-workers.js"), "Node", 5, [
        Row("worker-1", "new Worker to its first message", "ms", 0.2),
        Row("worker-16", "16 new Workers at once to the last first message", "ms", 0.15)])


def _messages(programs):
    return Measurement(*_pair(programs, "messages.js"), "Node", 5, [
        Row("ping-pong", "postMessage to a worker and back", "µs", 1.5, best_peer=True),
        Row("one-way", "100,000 small objects from a worker", "k/s", 0.7, more_is_better=True),
        Row("copied", "64 MiB buffer copied to a worker, short answer", "ms", 0.7),
        Row("transferred", "64 MiB buffer transferred to a worker and back", "ms", 0.2)])


def _fetch(programs):
    def node():
        with Server(programs) as server:
            return json_of(programs.peer("fetch-1000.js"), env={**os.environ, "ORIGIN": server.origin})

    return Measurement(lambda: json_of(programs.cli("fetch-1000.js")), node, "Node", 3, [
        Row("fetch-0", "1,000 fetches with Promise.all, answered at once", "ms", 1.0),
        Row("fetch-50", "1,000 fetches with Promise.all, answered after 50 ms", "ms", 1.0),
        Row("fetch-first", "the program's first 1,000 fetches, answered at once", "ms", 1.0)])


def _server(programs):
    names = {"32 connections": "server-32", "1,000 connections": "server-1000", "a burst of 1,000": "server-burst"}

    def both():
        values = {}
        text = output_of([*programs.own("bench-server"), programs.server, "3"])
        for what, ours, bare in re.findall(r"^(.*?)  +heddle-server +(\d+)/s +bare SoupServer +(\d+)/s", text, re.M):
            values[names[what]] = int(ours)
            values[names[what] + ".peer"] = int(bare)
        return values

    return Measurement(both, None, "SoupServer", 1, [
        Row("server-32", "heddle-server, 32 connections", "req/s", 0.8, more_is_better=True),
        Row("server-1000", "heddle-server, 1,000 connections", "req/s", 0.8, more_is_better=True),
        Row("server-burst", "heddle-server, a burst of 1,000 new connections", "req/s", 0.8, more_is_better=True)])


def _timers(programs):
    return Measurement(*_pair(programs, "timers.js"), "Node", 5, [
        Row("timers", "100,000 × setTimeout (…, 0), set and fired", "ms", 2.0)])


def _timers_pending(programs):
    return Measurement(lambda: json_of(programs.cli("timers-pending.js")), None, "none pending", 3, [
        Row("timers-pending", "turns of the loop with 10,000 timers pending", "1/s", 0.95, more_is_better=True)])


def _beside_engine(programs, file, rounds, rows):
    def plain():
        return json_of([*programs.own("plain-engine"), file])

    return Measurement(lambda: json_of(programs.cli(file)), plain, "plain engine", rounds,
                       [Row(name, what, "ms", 1.05) for name, what in rows])


def _microtasks(programs):
    return _beside_engine(programs, "microtasks.js", 5, [
        ("await", "a million `await null`"), ("then", "a million .then")])


def _kernels(programs):
    return _beside_engine(programs, "kernels.js", 5, [
        ("primes", "kernel: primes below 300,000"), ("mandelbrot", "kernel: Mandelbrot set"),
        ("sha256", "kernel: SHA-256 of 4 MiB"), ("sorts", "kernel: sorts of 200,000 numbers"),
        ("json", "kernel: JSON of 20,000 objects")])


def _two_workers(programs):
    return Measurement(
        lambda: json_of(programs.cli("two-workers.js")), lambda: json_of(programs.own("bench-threads")), "C threads", 5,
        [Row("two-workers", "speed-up of two workers on two cores", "×", 0.95, more_is_better=True)])


def _record(programs):
    names = {"recording an event, clock included": ("record", 1), "reading the clock": ("record.peer", 1),
             "from the rings into the store": ("store", 1e-6), "memory for a span": ("span", 1)}

    def figures():
        values = {}
        for line in output_of(programs.own("bench-record")).splitlines():
            figure = json.loads(line)
            if figure["what"] in names:
                name, scale = names[figure["what"]]
                values[name] = figure["value"] * scale
        return values

    return Measurement(figures, None, "the clock", 3, [
        Row("record", "one recorded event, the clock included", "ns", 30, alone=True),
        Row("store", "records from the rings into the store", "M/s", 5, more_is_better=True, alone=True),
        Row("span", "memory of a span in the store", "bytes", 48, alone=True)])


def _sweep_gap(programs):
    """What a sweep adds to its runs' own time, from the start of the process to the last task."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "result.json")
        command = [programs.cli("")[0], "sweep", "hello.js", "--cores", "1", "--warm-up", "0", "--output", path]
        took_ms = start_to_exit_ms([*command, "--repeat", "30"], printed=None)
        with open(path, encoding="utf-8") as file:
            runs = json.load(file)["results"][0]["measurements"]
    return {"sweep-gap": (took_ms - sum(run["wall"] + run["start"] for run in runs) / 1e6) / len(runs)}


def _results(programs):
    """A hundred machines with 400 measurements each, read and written as rows."""
    with tempfile.TemporaryDirectory() as folder:
        path, many = os.path.join(folder, "result.json"), os.path.join(folder, "many.json")
        output_of([programs.cli("")[0], "sweep", "hello.js", "--cores", "1", "--repeat", "4", "--output", path])
        with open(path, encoding="utf-8") as file:
            saved = json.load(file)
        saved["results"][0]["measurements"] *= 100
        saved["results"] *= 100
        with open(many, "w", encoding="utf-8") as file:
            json.dump(saved, file, indent=1)
        command = [programs.cli("")[0], "merge", many, "--output", os.path.join(folder, "all.csv")]
        return {"results": start_to_exit_ms(command, printed=None)}


def _sweeps(programs):
    return Measurement(lambda: {**_sweep_gap(programs), **_results(programs)}, None, "–", 3, [
        Row("sweep-gap", "what a sweep adds between two runs", "ms", 30, alone=True),
        Row("results", "results of 100 machines × 400 runs: read, and written as CSV", "ms", 1000, alone=True)])


MEASUREMENTS = [_start, _memory, _workers, _messages, _fetch, _server, _timers, _timers_pending, _microtasks, _kernels,
                _two_workers, _record, _sweeps]


def measurements(programs, names):
    """All of them, or those with a row that is named; all other rows are left out."""
    chosen = [make(programs) for make in MEASUREMENTS]
    if not names:
        return chosen
    unknown = set(names) - {row.name for measurement in chosen for row in measurement.rows}
    if unknown:
        raise ValueError(f"there is no row {', '.join(sorted(unknown))}; there are "
                         + " ".join(row.name for measurement in chosen for row in measurement.rows))
    for measurement in chosen:
        measurement.rows = [row for row in measurement.rows if row.name in names]
    return [measurement for measurement in chosen if measurement.rows]
