"""What costs a second backup: after one file of a hundred was edited, and of 50,000 files that did not change."""

import os
import subprocess

import beside_peers
import corpus
from measure import median, run
from report import Table, quotient
from tools import Quenyan


def changed(bench):
    """Each tool goes on with its first backup. The files that are edited are other ones every time."""
    tools = [bench.tools[1], *bench.tools[2:]]
    output, state = bench.folder(), bench.folder() + ".state"
    bench.resident.work("incremental", output, state)
    for tool in tools:
        tool.prepare("changing")
        tool.again("changing", bench.source) if isinstance(tool, Quenyan) else tool.fresh("changing", bench.source)
    costs = {}
    for i in range(bench.WARM_UP + 2 * bench.repetitions):
        corpus.change(bench.source, i)
        synced = i >= bench.WARM_UP + bench.repetitions
        cost, answer = bench.resident.work("incremental", output, state, synced=output if synced else None)
        if i < bench.WARM_UP:
            continue
        beside_peers.say(f"1 % changed: {answer}")
        costs.setdefault(("Quenyan v2, resident", synced), []).append(cost)
        for tool in tools:
            costs.setdefault((tool.name, synced), []).append(tool.again("changing", bench.source, synced))
    table = Table(
        "A second backup, 1 % of 5,000 files changed",
        "`quenyan incremental-rebuild`; `restic backup`; `borg create`; `rclone sync`; `git add` and `git commit`.",
        ["restic", "borg", "rclone crypt"])
    for what in dict.fromkeys(name for name, _ in costs):
        table.add(what, median(costs[what, False]), median(costs[what, True]))
    bench.tables.append(table)
    for synced, when in ((False, ""), (True, ", with a sync")):
        for peer, most in (("rclone crypt", 0.5), ("borg", 0.25), ("restic", 0.2)):
            own = table.cpu("Quenyan v2, resident", synced)
            bench.targets.most(f"3. incremental ÷ {peer}{when}", quotient(own, table.cpu(peer, synced)), most)


def many(bench):
    """50,000 files: nothing changed, by stamps; and every stamp changed, so that all are hashed."""
    beside_peers.say("Unpacking 50,000 files")
    source = os.path.join(bench.work, "many")
    size = corpus.large(source)
    resident = beside_peers.resident(source)
    output, state = bench.folder(), bench.folder() + ".state"
    beside_peers.say("50,000 files: first batch")
    resident.work("incremental", output, state)
    cold = bench.tools[1]
    cold.again("many", source)
    costs = {}
    for i in range(3 + bench.repetitions):
        cost, answer = resident.work("incremental", output, state)
        if i >= 3:
            costs.setdefault("pre-filter: Quenyan, resident", []).append(cost)
            costs.setdefault("pre-filter: git status", []).append(run(["git", "status", "-s"], cwd=source))
            costs.setdefault("pre-filter: Quenyan, command line", []).append(cold.again("many", source))
    beside_peers.say(f"50,000 files: {answer}")
    for _ in range(bench.repetitions):
        subprocess.run("find . -name .git -prune -o -type f -print0 | xargs -0 touch", shell=True, cwd=source, check=True)
        cost, answer = resident.work("incremental", output, state)
        costs.setdefault("all hashed: Quenyan, resident", []).append(cost)
        costs.setdefault("all hashed: openssl dgst", []).append(run(
            ["/bin/sh", "-c", "git ls-files -z | xargs -0 openssl dgst -sha256"], cwd=source))
        costs.setdefault("all hashed: Quenyan, command line", []).append(cold.again("many", source))
    beside_peers.say(f"50,000 files, all hashed: {answer}")
    resident.close()
    table = Table(
        f"50,000 files, {size / 1e6:,.0f} MB, none changed",
        "By size and times of the files; and after `touch`, so that all are read and hashed.",
        ["pre-filter: git status", "all hashed: openssl dgst"])
    for what, all_ in costs.items():
        table.add(what, median(all_))
    bench.tables.append(table)
    bench.targets.most("3. 50,000 files, pre-filter ÷ git status", quotient(
        table.cpu("pre-filter: Quenyan, resident"), table.cpu("pre-filter: git status")), 1.5)
    bench.targets.most("3. 50,000 files, all hashed ÷ openssl dgst", quotient(
        table.cpu("all hashed: Quenyan, resident"), table.cpu("all hashed: openssl dgst")), 1.0)
    peak = max(own.rss for what, own, _ in table.rows if "command line" in what)
    bench.targets.most("3. 50,000 files, peak of the command line", peak, 300, " MiB")
