"""One package, packages in memory, hashing, and the start of the command line."""

import glob
import os

from measure import Cost, median, run
from report import Table

ITERATIONS = 200_000
PACKAGES = 20_000


def measure(bench):
    memory(bench)
    one(bench)
    hashing(bench)
    command_line(bench)


def memory(bench):
    """Packages of 5,800 bytes under a key that is there."""
    rates = {}
    for what in ("encode", "decode"):
        for version in (1, 2):
            for _ in range(3):
                bench.resident.work(what, version, PACKAGES)
            costs = []
            for _ in range(bench.repetitions):
                cost, answer = bench.resident.work(what, version, PACKAGES)
                costs.append(cost)
            allocated, size = (int(word) for word in answer.split())
            rates[what, version] = (PACKAGES / median(costs).cpu, allocated / size)
    table = ["### Packages in memory, of a source file of 5,800 bytes", "",
             "| | packages per CPU second | allocated ÷ the package |", "|---|---:|---:|"]
    table += [f"| {what} v{version} | {rate:,.0f} | {share:.2f} |" for (what, version), (rate, share) in rates.items()]
    bench.tables.append(Lines(table + [""]))
    bench.targets.least("2. packages v2 per CPU second, in memory", rates["encode", 2][0], 50_000)
    bench.targets.most("2. allocated ÷ package, v2", rates["encode", 2][1], 2.5)
    bench.targets.least("4. decoded v2 per CPU second, key cached", rates["decode", 2][0], 7_000)


class Lines:
    def __init__(self, lines):
        self.text = lines

    def lines(self):
        return self.text


def one(bench):
    openssl = ["openssl", "kdf", "-keylen", "32", "-kdfopt", "digest:SHA256", "-kdfopt", "pass:benchmark", "-kdfopt",
               "salt:0123456789abcdef", "-kdfopt", f"iter:{ITERATIONS}", "PBKDF2"]
    table = Table("One package and its key", "In a process that stays; OpenSSL is a process, whose start is in it.",
                  ["openssl kdf PBKDF2, 200,000"])
    table.add("openssl kdf PBKDF2, 200,000", median([run(openssl) for _ in range(7)]))
    for version in (1, 2):
        for what in ("encode-one", "decode-one"):
            costs = [bench.resident.work(what, version)[0] for _ in range(10)][3:]
            table.add(f"{what.replace('-', ' ')} v{version}", median(costs))
    bench.tables.append(table)
    floor = table.cpu("openssl kdf PBKDF2, 200,000")
    for what in ("encode", "decode"):
        more = (table.cpu(f"{what} one v1") - floor) * 1000
        bench.targets.most(f"4. {what} of one package v1 − OpenSSL's PBKDF2", more, 1, " ms")


def hashing(bench):
    table = Table("Hashing 5,000 files, SHA-256", "", ["openssl dgst", "sha256sum"])
    files = "git ls-files -z | xargs -0"
    costs = {}
    for _ in range(bench.repetitions + 3):
        costs.setdefault("Quenyan, resident", []).append(bench.resident.work("hash-files")[0])
    costs["Quenyan, resident"] = costs["Quenyan, resident"][3:]
    for name, command in (("openssl dgst", "openssl dgst -sha256"), ("sha256sum", "sha256sum")):
        for _ in range(bench.repetitions):
            costs.setdefault(name, []).append(run(["/bin/sh", "-c", f"{files} {command}"], cwd=bench.source))
    for name, all_ in costs.items():
        table.add(name, median(all_))
    bench.tables.append(table)


def command_line(bench):
    """From a cold start: inspect of one package, verify of an output of one package."""
    tool = bench.tools[1]
    small = os.path.join(bench.work, "one")
    os.makedirs(small)
    with open(os.path.join(small, "One.java"), "w") as out:
        out.write("class One {}\n" * 400)
    tool.fresh("one", small)
    package = glob.glob(tool.at("one") + "/*.qyn1")[0]
    times = max(bench.repetitions, 5)
    table = Table("The command line from a cold start, one package", "", [])
    table.add("quenyan inspect", median([tool.inspect(package) for _ in range(times)]))
    table.add("quenyan verify", median([tool.check("one", small) for _ in range(times)]))
    derivation = median([bench.resident.work("derive", 2)[0] for _ in range(times)])
    table.add("derivation of one key, v2, resident", Cost(derivation.cpu, derivation.wall, derivation.rss))
    bench.tables.append(table)
    walls = {what: own.wall for what, own, _ in table.rows}
    bench.targets.most("7. inspect, cold, wall", walls["quenyan inspect"], 0.35, " s")
    bench.targets.most(
        "7. verify of one package, cold, wall, without the derivation",
        walls["quenyan verify"] - derivation.wall, 0.35, " s")
