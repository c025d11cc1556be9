"""Measures what processes cost: CPU seconds of all of their tree, wall seconds, and the largest resident set."""

import os
import statistics
import subprocess
import time
from collections import namedtuple

Cost = namedtuple("Cost", "cpu wall rss")


def run(command, env=None, cwd=None, synced=None):
    """Runs a command, and then one `sync` of the folder `synced`, and returns what both cost."""
    start = time.monotonic()
    cpu, rss = wait(command, env, cwd)
    if synced:
        more, _ = wait(["sync", "-f", synced])
        cpu += more
    return Cost(cpu, time.monotonic() - start, rss)


def wait(command, env=None, cwd=None):
    with open(os.path.join(os.environ["QUENYAN_WORK"], "tools.log"), "ab") as log:
        process = subprocess.Popen(
            command, env={**os.environ, **(env or {})}, cwd=cwd, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command} ended with {process.returncode}; see {log.name}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


class Resident:
    """A process that stays. Its CPU clock is read before and after each piece of work."""

    def __init__(self, command):
        log = open(os.path.join(os.environ["QUENYAN_WORK"], "tools.log"), "ab")
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True)
        # Linux makes the id of a process's CPU clock from the id of the process.
        self.clock = (~self.process.pid << 3) | 2

    def work(self, *words, synced=None):
        """Returns what it cost and what it answered."""
        start, before = time.monotonic(), time.clock_gettime(self.clock)
        self.process.stdin.write(" ".join(str(word) for word in words) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if not answer.startswith("ok"):
            raise SystemExit(f"{words} was not done; see tools.log")
        cpu = time.clock_gettime(self.clock) - before
        if synced:
            more, _ = wait(["sync", "-f", synced])
            cpu += more
        return Cost(cpu, time.monotonic() - start, self.peak()), answer[3:]

    def peak(self):
        """The most memory it has had so far, in MiB."""
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def median(costs):
    return Cost(*(statistics.median(values) for values in zip(*costs)))
