"""Real source files that every machine with a JDK has: those of its lib/src.zip."""

import os
import shutil
import subprocess
import zipfile

FILES = 5_000
LONGEST = 20_000
MANY = 50_000


def sources():
    archive = zipfile.ZipFile(os.path.join(os.environ["JAVA_HOME"], "lib", "src.zip"))
    return archive, sorted((f for f in archive.infolist() if f.filename.endswith(".java")), key=lambda f: f.filename)


def write(archive, file, folder):
    path = os.path.join(folder, file.filename)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as out:
        out.write(archive.read(file))


def small(folder):
    """5,000 of the files of at most 20,000 bytes, evenly chosen in the order of their paths. Returns their bytes."""
    archive, files = sources()
    files = [f for f in files if f.file_size <= LONGEST]
    chosen = [files[i * len(files) // FILES] for i in range(FILES)]
    for file in chosen:
        write(archive, file, folder)
    commit(folder)
    return sum(f.file_size for f in chosen)


def large(folder):
    """All files of any size, copied under as many folders as it takes to be 50,000. Returns their bytes."""
    archive, files = sources()
    first = os.path.join(folder, "0")
    for file in files:
        write(archive, file, first)
    left, size = MANY - len(files), sum(f.file_size for f in files)
    copy = 1
    while left >= len(files):
        shutil.copytree(first, os.path.join(folder, str(copy)))
        left, size, copy = left - len(files), size + sum(f.file_size for f in files), copy + 1
    for file in files[:left]:
        write(archive, file, os.path.join(folder, str(copy)))
    commit(folder)
    return size + sum(f.file_size for f in files[:left])


def commit(folder):
    git = ["git", "-C", folder, "-c", "user.name=b", "-c", "user.email=b@localhost", "-c", "gc.auto=0"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "sources"]):
        subprocess.run(git + arguments, check=True)


def change(folder, round_):
    """Edits one file of a hundred, other ones every time."""
    paths = sorted(
        os.path.join(parent, name)
        for parent, _, names in os.walk(folder) if ".git" not in parent.split(os.sep) for name in names)
    for path in paths[round_ % 100::100]:
        with open(path, "a") as out:
            out.write(f"// edited {round_}\n")
