# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs that are measured: how each is started, and what it says."""

import json
import os
import shutil
import socket
import subprocess
import time

HERE = os.path.dirname(os.path.abspath(__file__))
JS = os.path.join(HERE, "js")
TIME_LIMIT_S = 90


class Failure(Exception):
    """A program that did not do its work: its name and the last thing it said."""


def output_of(command, **options):
    """Runs a command in the folder of the JavaScript programs and returns what it printed."""
    try:
        done = subprocess.run(command, cwd=JS, text=True, capture_output=True, timeout=TIME_LIMIT_S, check=False, **options)
    except subprocess.TimeoutExpired:
        raise Failure(f"{os.path.basename(command[0])}: no end after {TIME_LIMIT_S} s") from None
    except OSError as error:
        raise Failure(f"{os.path.basename(command[0])}: {error.strerror}") from None
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        raise Failure(f"{os.path.basename(command[0])}: {lines[0] if lines else done.returncode}")
    return done.stdout


def json_of(command, **options):
    """What a command printed, as JSON: one line."""
    text = output_of(command, **options)
    try:
        return json.loads(text.strip().splitlines()[-1])
    except (ValueError, IndexError):
        raise Failure(f"{os.path.basename(command[0])}: it printed {text!r}") from None


class Programs:
    """Where the build put them, and Node."""

    def __init__(self, build):
        self.build = os.path.abspath(build)
        self.node = shutil.which("node") or shutil.which("nodejs")

    def cli(self, file):
        return [os.path.join(self.build, "app/cli/heddle-cli"), "run", file]

    def peer(self, file):
        if self.node is None:
            raise Failure("Node is not installed")
        return [self.node, "--require", "./node.js", file]

    def own(self, name):
        return [os.path.join(self.build, "tests/bench", name)]

    @property
    def server(self):
        return os.path.join(self.build, "app/server/heddle-server")

    def node_version(self):
        return output_of([self.node, "--version"]).strip() if self.node else "none"


class Server:
    """A heddle-server with one origin, for programs that bring none of their own. Its orders: app/server/control.h."""

    def __init__(self, programs):
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        listener = socket.create_server(("127.0.0.1", 0), backlog=4096)
        self.origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
        command = [programs.server, "--control-fd", str(theirs.fileno())]
        self.process = subprocess.Popen(command, pass_fds=[theirs.fileno()])
        theirs.close()
        socket.send_fds(self.control, [f"listen {JS}".encode()], [listener.fileno()])
        reply = self.control.recv(4096).decode()
        listener.close()
        if not reply.startswith("port "):
            raise Failure(f"heddle-server: {reply}")

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.control.close()
        self.process.wait()


def start_to_exit_ms(command, printed=b"hello\n"):
    """Milliseconds from a program's start to its end; what it prints is known, or None."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=JS, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    taken_ms = (time.perf_counter() - start) * 1000
    if done.returncode != 0 or (printed is not None and done.stdout != printed):
        raise Failure(f"{command[0]}: {done.stderr.decode()}")
    return taken_ms


def _children(pid):
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/children", encoding="ascii") as file:
            for child in file.read().split():
                yield child
                yield from _children(child)


def _pss_kib(pid):
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("Pss:"))


def waiting_pss_mib(command):
    """The proportional set size of a program and of all that it has started, in MiB, when it says that it waits."""
    with subprocess.Popen(command, cwd=JS, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        line = process.stdout.readline()
        if line != b"waiting\n":
            raise Failure(f"{command[0]}: it printed {line!r}")
        return sum(_pss_kib(pid) for pid in [process.pid, *_children(process.pid)]) / 1024
