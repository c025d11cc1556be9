#!/bin/sh
# Shows that a Connect worker loses and doubles nothing, on the local platform: runs it over every public topic, ends
# it, publishes more, starts it again while the registry is down, brings the registry back, and compares its files
# with what was published.
#
#   check.sh FOLDER        an empty folder for the worker's files; takes about two minutes. Needs node, kcat and curl.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
quenyan=$here/../../../quenyan
folder=${1:?usage: check.sh FOLDER}
local=${QUENYAN_HOME:-$HOME/.quenyan}/local
export CONNECT_NAME="check-$(date +%s)"
api=http://127.0.0.1:${CONNECT_PORT:-15472}
[ ! -e "$folder/facts.txt" ] || { echo "error: '$folder' was used before" >&2; exit 2; }
mkdir -p "$folder"
worker=
stop() { [ -z "$worker" ] || { kill "$worker" 2>/dev/null && wait "$worker" || :; }; worker=; }
trap stop EXIT

port() { sed -n "s/.*$1  *up .* port 127.0.0.1:\([0-9]*\).*/\1/p" "$folder/status"; }
cluster() {
  "$quenyan" status >"$folder/status"
  export QUENYAN_BOOTSTRAP_SERVERS="127.0.0.1:$(port kafka)"
  export QUENYAN_REGISTRY_URL="http://127.0.0.1:$(port registry)/apis/ccompat/v7"
}
start() { "$here/worker.sh" "$folder" & worker=$!; }
published() { "$quenyan" events tail --from earliest --until-now --json >"$folder/published.jsonl" 2>/dev/null; }
letters() {
  kcat -C -b "$QUENYAN_BOOTSTRAP_SERVERS" -t "connect.$CONNECT_NAME-requests" -e -q -f '%h\n' 2>/dev/null |
    sed -n 's/.*__connect.errors.topic=\([^,]*\),.*errors.partition=\([0-9]*\),.*errors.offset=\([0-9]*\).*/\1 \2 \3/p'
}
compare() { letters >"$folder/letters"; node "$here/compare.mjs" "$folder" "$folder/letters" <"$folder/published.jsonl"; }
# Tries until it holds, for two minutes.
until_so() { for _ in $(seq 60); do "$@" >/dev/null 2>&1 && return; sleep 2; done; "$@"; }
failed() { curl -sf "$api/connectors/$CONNECT_NAME-facts/status" | grep -q '"state":"FAILED"'; }
restart() { curl -sf -X POST "$api/connectors/$CONNECT_NAME-facts/restart?includeTasks=true&onlyFailed=true"; }

"$quenyan" demo --json >"$folder/demo.json" 2>"$folder/demo.log"
cluster
start
published
until_so compare
echo "First run: $(compare)"

stop
"$quenyan" demo --json >"$folder/demo.json" 2>"$folder/demo.log"
published
before=$(wc -l <"$folder/facts.txt")
kill "$(sed -n 's/^pid=//p' "$local/run/registry.pid")"
start
until_so failed
[ "$before" = "$(wc -l <"$folder/facts.txt")" ] || { echo "error: read without a registry" >&2; exit 1; }
echo "Registry down: the task stopped and wrote nothing"

"$quenyan" up >/dev/null
restart >/dev/null
until_so compare
echo "Registry up again: $(compare)"
