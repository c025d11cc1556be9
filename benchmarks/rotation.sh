#!/bin/sh
# Measures what encoding again after a rotation costs beside a fresh encode, in CPU time and in one run:
# benchmarks/rotation.sh [--files N] [--work DIR]
#
# Needs JAVA_HOME with a JDK 25 and its lib/src.zip, and Python 3. Ends with 1 if it costs more than 2.2 times.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=${here%/*}
files=5000
work=
while [ $# -gt 0 ]; do
  case $1 in
    --files) files=$2 ;;
    --work) work=$2 ;;
    *) echo "error: unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done
made=$(mktemp -d "${work:-${TMPDIR:-/tmp}}/quenyan-rotation-XXXXXX")
trap 'rm -rf "$made"' EXIT
export QUENYAN_HOME="$made/home"

python3 - "$JAVA_HOME/lib/src.zip" "$made/billing" "$files" <<'END'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as sources:
    names = sorted(name for name in sources.namelist() if name.endswith(".java"))
    sources.extractall(sys.argv[2], names[:int(sys.argv[3])])
END
run() { "$root/quenyan" "$@" </dev/null 2>"$made/talk" || { cat "$made/talk" >&2; exit 1; }; }
run keys create --provider local --key-id bench >/dev/null
run project init --project-root "$made/billing" --project-id billing --output-dir "$made/out" --key-provider local --key-id bench >/dev/null

# The CPU time of one command, its children included, in seconds.
cpu() {
  python3 -c 'import resource, subprocess, sys
subprocess.run(sys.argv[2:], check=True, stdout=open(sys.argv[1], "w"), stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print("%.2f" % (used.ru_utime + used.ru_stime))' "$@"
}
rebuild() { cpu "$1" "$root/quenyan" project incremental-rebuild --sources --json --project-root "$made/billing"; }

fresh=$(rebuild "$made/fresh.json")
run keys --provider local --key-id bench --rotate --json >/dev/null
again=$(rebuild "$made/again.json")
unchanged=$(rebuild "$made/unchanged.json")
python3 - "$made" "$fresh" "$again" "$unchanged" <<'END'
import json, sys
made, fresh, again, unchanged = sys.argv[1], *map(float, sys.argv[2:])
first, second = (json.load(open(f"{made}/{name}.json")) for name in ("fresh", "again"))
assert second["reasons"] == {"key-rotated": first["rebuilt"]}, second["reasons"]
assert second["content_sha256"] == first["content_sha256"]
print(f"{first['rebuilt']} files: fresh {fresh:.2f} s of CPU, after a rotation {again:.2f} s, "
      f"unchanged {unchanged:.2f} s; after a rotation {again / fresh:.2f} times a fresh encode (at most 2.2)")
sys.exit(again > 2.2 * fresh)
END
