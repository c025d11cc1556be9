"""The programs, each with its own defaults: how a backup is made, made again, checked and given back."""

import os
import subprocess

from measure import Cost, run, wait

SECRET = "benchmark"


class Tool:
    """One repository per name, below a folder of its own; nothing is removed while anything is measured."""

    def __init__(self, name, folder):
        self.name = name
        self.folder = os.path.join(folder, name.split()[0].lower())
        os.makedirs(self.folder)
        self.env = {"HOME": self.folder}

    def at(self, name):
        return os.path.join(self.folder, name)

    def prepare(self, name):
        """What comes before the first backup, and is not measured."""

    def again(self, name, source, synced=False):
        """The same as a first backup, unless a tool differs."""
        return self.fresh(name, source, synced)

    def run(self, command, target, synced, **more):
        return run(command, env=self.env, synced=target if synced else None, **more)


class Restic(Tool):
    def __init__(self, folder):
        super().__init__("restic", folder)
        self.env.update(RESTIC_PASSWORD=SECRET, RESTIC_CACHE_DIR=self.at("cache"))

    def prepare(self, name):
        wait(["restic", "-q", "-r", self.at(name), "init"], self.env)

    def fresh(self, name, source, synced=False):
        return self.run(
            ["restic", "-q", "-r", self.at(name), "backup", source, "--exclude", ".git"], self.at(name), synced)

    def check(self, name, source):
        return self.run(["restic", "-q", "-r", self.at(name), "check", "--read-data"], None, False)

    def restore(self, name, target, synced=False):
        return self.run(["restic", "-q", "-r", self.at(name), "restore", "latest", "--target", target], target, synced)


class Borg(Tool):
    def __init__(self, folder):
        super().__init__("borg", folder)
        peers = os.environ["QUENYAN_PEERS"]
        self.env.update(BORG_PASSPHRASE=SECRET, BORG_BASE_DIR=self.folder)
        self.program = ["borg"]
        if os.path.exists(f"{peers}/usr/bin/borg"):
            self.program = ["/usr/bin/python3", f"{peers}/usr/bin/borg"]
            self.env.update(
                PYTHONPATH=f"{peers}/usr/lib/python3/dist-packages",
                LD_LIBRARY_PATH=f"{peers}/usr/lib/{os.uname().machine}-linux-gnu")
        self.count = 0

    def prepare(self, name):
        wait(self.program + ["init", "-e", "repokey", self.at(name)], self.env)

    def fresh(self, name, source, synced=False):
        self.count += 1
        archive = f"{self.at(name)}::{self.count}"
        return self.run(
            self.program + ["create", "--exclude", "sh:**/.git", archive, "."], self.at(name), synced, cwd=source)

    def check(self, name, source):
        return self.run(self.program + ["check", "--verify-data", self.at(name)], None, False)

    def restore(self, name, target, synced=False):
        os.makedirs(target)
        archives = subprocess.run(
            self.program + ["list", "--short", "--last", "1", self.at(name)],
            env={**os.environ, **self.env}, capture_output=True, text=True, check=True).stdout.split()
        return self.run(
            self.program + ["extract", f"{self.at(name)}::{archives[0]}"], target, synced, cwd=target)


class Rclone(Tool):
    def __init__(self, folder):
        super().__init__("rclone crypt", folder)
        self.secret = subprocess.run(
            ["rclone", "obscure", SECRET], capture_output=True, text=True, check=True,
            env={**os.environ, **self.env}).stdout.strip()

    def rclone(self, *arguments):
        return ["rclone", "-q", *arguments, "--exclude", "/.git/**"]

    def remote(self, name):
        return f":crypt,remote='{self.at(name)}',password='{self.secret}':"

    def fresh(self, name, source, synced=False):
        os.makedirs(self.at(name), exist_ok=True)
        return self.run(self.rclone("copy", source, self.remote(name)), self.at(name), synced)

    def again(self, name, source, synced=False):
        return self.run(self.rclone("sync", source, self.remote(name)), self.at(name), synced)

    def check(self, name, source):
        return self.run(self.rclone("check", "--download", source, self.remote(name)), None, False)

    def restore(self, name, target, synced=False):
        os.makedirs(target)
        return self.run(self.rclone("copy", self.remote(name), target), target, synced)


class Age(Tool):
    """One process a file, as it is used on files. Its folders are made before."""

    def __init__(self, folder):
        super().__init__("age per file", folder)
        wait(["age-keygen", "-o", self.at("key")])
        with open(self.at("key")) as key:
            self.recipient = next(line for line in key if "public key" in line).split()[-1]

    def fresh(self, name, source, synced=False):
        target = self.at(name)
        files = subprocess.run(
            ["git", "-C", source, "ls-files"], capture_output=True, text=True, check=True).stdout.split("\n")[:-1]
        for file in files:
            os.makedirs(os.path.join(target, os.path.dirname(file)), exist_ok=True)
        with open(self.at("files"), "w") as out:
            out.write("\n".join(files) + "\n")
        loop = 'while read -r f; do age -r "$1" -o "$2/$f.age" "$f"; done <"$3"'
        return self.run(
            ["/bin/sh", "-c", loop, "age", self.recipient, target, self.at("files")], target, synced, cwd=source)


class Git(Tool):
    """It does not encrypt: the floor of what versioned storage costs."""

    def __init__(self, folder):
        super().__init__("git (no encryption)", folder)

    def git(self, name, tree):
        return ["git", f"--git-dir={self.at(name)}", f"--work-tree={tree}", "-c", "user.name=b",
                "-c", "user.email=b@localhost", "-c", "gc.auto=0", "-c", "core.bare=false"]

    def prepare(self, name):
        wait(["git", "init", "-q", "--bare", self.at(name)], self.env)

    def fresh(self, name, source, synced=False):
        first = run(self.git(name, source) + ["add", "-A", "."], self.env, source)
        second = self.run(self.git(name, source) + ["commit", "-qm", "b"], self.at(name), synced)
        return Cost(first.cpu + second.cpu, first.wall + second.wall, max(first.rss, second.rss))

    def check(self, name, source):
        return self.run(["git", f"--git-dir={self.at(name)}", "fsck", "--full"], None, False)

    def restore(self, name, target, synced=False):
        os.makedirs(target)
        env = {**self.env, "GIT_INDEX_FILE": self.at(name + ".index")}
        return run(self.git(name, target) + ["checkout", "-f", "HEAD", "--", "."], env, target,
                   target if synced else None)


class Quenyan(Tool):
    """The command line: a process that starts, does it and ends."""

    def __init__(self, folder, version):
        self.version = version
        super().__init__(f"Quenyan v{version}, command line", os.path.join(folder, f"v{version}"))
        self.env.update(QYN1_PASSPHRASE=SECRET, QUENYAN_HOME=self.at("home"))

    def quenyan(self, *arguments):
        return [os.path.join(os.environ["QUENYAN_ROOT"], "quenyan"), *arguments, "--log-format", "quiet"]

    def fresh(self, name, source, synced=False):
        return self.run(
            self.quenyan(
                "project", "batch-encode", "--project-root", source, "--output-dir", self.at(name), "--sources",
                "--encryption", str(self.version)),
            self.at(name), synced)

    def again(self, name, source, synced=False):
        return self.run(
            self.quenyan(
                "project", "incremental-rebuild", "--project-root", source, "--output-dir", self.at(name),
                "--sources", "--state-file", self.at(name + ".state")),
            self.at(name), synced)

    def check(self, name, source):
        return self.run(self.quenyan("verify", "--index", self.at(name) + "/index.json"), None, False)

    def restore(self, name, target, synced=False):
        return self.run(
            self.quenyan("restore", "--index", self.at(name) + "/index.json", "--output-dir", target), target, synced)

    def inspect(self, package):
        return self.run(self.quenyan("inspect", package), None, False)
