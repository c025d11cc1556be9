"""Runs everything, in turn, and prints the tables. How to call it: ../beside-peers.sh"""

import argparse
import os
import subprocess
import sys
import tempfile
import time

import corpus
import incremental
import single
from measure import Cost, Resident, median
from report import Table, Targets, quotient
from tools import Age, Borg, Git, Quenyan, Rclone, Restic

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
PARTS = ["fresh", "back", "single", "incremental", "many"]


def main():
    arguments = parse()
    began = time.monotonic()
    work = tempfile.mkdtemp(prefix="quenyan-peers-", dir=arguments.work)
    os.environ["QUENYAN_WORK"] = work
    os.environ["LC_ALL"] = "C.UTF-8"
    try:
        text = "\n".join(Bench(work, arguments).lines())
        print(text, flush=True)
        if arguments.markdown:
            put(arguments.markdown, text)
        say(f"Measured in {time.monotonic() - began:.0f} s; removing what was written")
    finally:
        subprocess.run(["rm", "-rf", work], check=False)


def parse():
    parser = argparse.ArgumentParser(prog="beside-peers.sh")
    parser.add_argument("--markdown", metavar="FILE", help="also put the tables there, between its marks")
    parser.add_argument("--repetitions", type=int, default=3, metavar="N", help="the median of so many (default: 3)")
    parser.add_argument("--work", metavar="DIR", help="work there, on a disk with 5 GB; not a tmpfs")
    parser.add_argument("--only", default=",".join(PARTS), metavar="PART,…", help="some of: " + ", ".join(PARTS))
    return parser.parse_args()


def put(path, text):
    """Writes the tables into a document, between its two marks, or makes a file of them."""
    document = f"{BEGIN}\n{END}\n"
    if os.path.exists(path):
        with open(path) as file:
            document = file.read()
    if BEGIN not in document or END not in document:
        raise SystemExit(f"'{path}' has no lines {BEGIN} and {END}")
    before, rest = document.split(BEGIN, 1)
    with open(path, "w") as out:
        out.write(before + BEGIN + "\n\n" + text + END + rest.split(END, 1)[1])


def say(text):
    print(text, file=sys.stderr, flush=True)


def resident(source):
    target = os.path.join(os.environ["QUENYAN_ROOT"], "benchmarks", "target")
    return Resident([
        os.path.join(os.environ["JAVA_HOME"], "bin", "java"), "-XX:+UseSerialGC", "-Xmx512m",
        "--enable-native-access=ALL-UNNAMED", "-cp",
        f"{target}/quenyan-benchmarks-0.1.0-SNAPSHOT.jar:{target}/lib/*",
        "io.quenyan.benchmark.ResidentWork", source])


class Tables(list):
    """Told one by one, so that a run that is ended early was not for nothing."""

    def append(self, table):
        super().append(table)
        say("\n".join(table.lines()))


class Bench:
    """One run. Every repetition has fresh folders, and nothing is removed before the end: ext4 looks at every inode
    that was removed in the last minutes before it gives one away, which makes creating files ten times as slow."""

    WARM_UP = 6

    def __init__(self, work, arguments):
        self.work = work
        self.repetitions = arguments.repetitions
        self.parts = arguments.only.split(",")
        self.source = os.path.join(work, "source")
        self.targets = Targets()
        self.tables = Tables()
        self.runs = 0

    def folder(self):
        """A path at which there is nothing."""
        self.runs += 1
        return os.path.join(self.work, "runs", str(self.runs))

    def lines(self):
        os.makedirs(os.path.join(self.work, "runs"))
        say("Unpacking 5,000 source files")
        size = corpus.small(self.source)
        self.tools = [Quenyan(self.work, 1), Quenyan(self.work, 2), Restic(self.work), Borg(self.work),
                      Rclone(self.work), Git(self.work)]
        self.resident = resident(self.source)
        if {"fresh", "back"} & set(self.parts):
            self.fresh(size)
        if "back" in self.parts:
            self.back()
        if "single" in self.parts:
            single.measure(self)
        if "incremental" in self.parts:
            incremental.changed(self)
        self.resident.close()
        if "many" in self.parts:
            incremental.many(self)
        lines = list(self.targets.lines())
        for table in self.tables:
            lines += table.lines()
        return lines

    def fresh(self, size):
        """A first backup of 5,000 files."""
        for version in (1, 2):
            for _ in range(self.WARM_UP):
                self.resident.work("batch", version, self.folder())
        costs = {}
        for synced in (False, True):
            for i in range(self.repetitions):
                say(f"First backup{', with a sync' if synced else ''}: {i + 1} of {self.repetitions}")
                self.fresh_once(f"{synced}-{i}", synced, costs)
        table = Table(
            f"A first backup of 5,000 source files, {size / 1e6:.1f} MB",
            "Each at its own durability, and again with one `sync` of the target inside what is timed.",
            ["restic", "borg", "rclone crypt", "floor: read, hash, seal, create"])
        for what in dict.fromkeys(name for name, _ in costs):
            table.add(what, median(costs[what, False]), median(costs[what, True]) if (what, True) in costs else None)
        self.tables.append(table)
        self.fresh_targets(table)

    def fresh_once(self, name, synced, costs):
        for version in (1, 2):
            target = self.folder()
            cost, _ = self.resident.work("batch", version, target, synced=target if synced else None)
            costs.setdefault((f"Quenyan v{version}, resident", synced), []).append(cost)
            self.output = target
        for tool in self.tools:
            tool.prepare(name)
            costs.setdefault((tool.name, synced), []).append(tool.fresh(name, self.source, synced))
        self.last = name
        if name.endswith("-0"):
            costs.setdefault(("age per file", synced), []).append(
                Age(self.folder()).fresh(name, self.source, synced))
        if synced:
            return
        floor = [self.resident.work(part)[0] for part in ("read", "hash", "hash", "seal")]
        floor.append(self.resident.work("create", self.folder())[0])
        costs.setdefault(("floor: read, hash, seal, create", synced), []).append(
            Cost(sum(c.cpu for c in floor), sum(c.wall for c in floor), floor[-1].rss))
        for version in (1, 2):
            costs.setdefault((f"derivation of one key, v{version}", synced), []).append(
                self.resident.work("derive", version)[0])

    def fresh_targets(self, table):
        for synced, when in ((False, ""), (True, ", with a sync")):
            one, two = (table.cpu(f"Quenyan v{v}, resident", synced) for v in (1, 2))
            told_apart = two - table.cpu("derivation of one key, v2")
            for peer, most in (("restic", 0.65), ("rclone crypt", 0.3), ("age per file", 1 / 15)):
                self.targets.most(f"1. batch v1 ÷ {peer}{when}", quotient(one, table.cpu(peer, synced)), most)
            for peer, most in (("restic", 1.0), ("rclone crypt", 0.5)):
                self.targets.most(
                    f"1. batch v2 without the derivation ÷ {peer}{when}", quotient(told_apart, table.cpu(peer, synced)), most)
                self.targets.most(f"1. batch v2 ÷ {peer}{when}", quotient(two, table.cpu(peer, synced)), most)

    def back(self):
        """Checking and giving back."""
        for _ in range(self.WARM_UP):
            self.resident.work("verify", self.output)
            self.resident.work("restore", self.output, self.folder())
        checks, restores = {}, {}
        for i in range(self.repetitions):
            say(f"Checking and restoring: {i + 1} of {self.repetitions}")
            checks.setdefault("Quenyan v2, resident", []).append(self.resident.work("verify", self.output)[0])
            for synced in (False, True):
                target = self.folder()
                restores.setdefault(("Quenyan v2, resident", synced), []).append(
                    self.resident.work("restore", self.output, target, synced=target if synced else None)[0])
            for tool in self.tools[1:]:
                checks.setdefault(tool.name, []).append(tool.check(self.last, self.source))
                for synced in (False, True):
                    restores.setdefault((tool.name, synced), []).append(
                        tool.restore(self.last, self.folder(), synced))
        checking = Table(
            "Checking all of it", "`verify`; `restic check --read-data`; `borg check --verify-data`; "
            "`rclone check --download`; `git fsck`.", ["restic", "borg", "rclone crypt"])
        for what, costs in checks.items():
            checking.add(what, median(costs))
        self.tables.append(checking)
        restoring = Table("Restoring all of it", "", ["restic", "borg", "rclone crypt"])
        for what in dict.fromkeys(name for name, _ in restores):
            restoring.add(what, median(restores[what, False]), median(restores[what, True]))
        self.tables.append(restoring)


if __name__ == "__main__":
    main()
