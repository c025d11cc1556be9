#!/bin/sh
# Runs the documents' commands that need the local platform, in a home and folders of its own: one start of the platform,
# then document by document, and the platform is ended. Needs node, npm and kcat for the pages on other people's tools.
#
#   check.sh [DOCUMENT…]     default: every document that has such commands
#
# What a document may count on: a repository in ./repo, a project 'billing' that may be asked for from there, and
# QUENYAN_BOOTSTRAP_SERVERS and QUENYAN_REGISTRY_URL. Exit 1 if a document's commands fail.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
work=$(mktemp -d)
chmod 755 "$work"
export QUENYAN_HOME="$work/home" PATH="$work/bin:$PATH"
trap 'quenyan down >/dev/null 2>&1 || :; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

mkdir -p "$work/bin" "$QUENYAN_HOME/local"
for name in quenyan mcs-reference; do ln -s "$root/quenyan" "$work/bin/$name"; done
export QYN1_PASSPHRASE="$(head -c 24 /dev/urandom | base64)"
(umask 077 && cat >"$QUENYAN_HOME/local/encoder.properties") <<END
quenyan.passphrases."billing"=$QYN1_PASSPHRASE
quenyan.projects."billing".sources=git+file://$work
quenyan.projects."billing".outputs=file://$work
quenyan.projects."billing".passphrase-refs=billing
quenyan.projects."billing".actors=*
END
quenyan up >"$work/up.log" 2>&1 || { cat "$work/up.log" >&2; exit 1; }
port() { quenyan status | sed -n "s/.*$1  *up .* port 127.0.0.1:\([0-9]*\).*/\1/p"; }
export QUENYAN_BOOTSTRAP_SERVERS="127.0.0.1:$(port kafka)"
export QUENYAN_REGISTRY_URL="http://127.0.0.1:$(port registry)/apis/ccompat/v7"

repository() {
  git init -q -b main repo
  printf 'class Billing {}\n' >repo/Billing.java
  git -C repo add .
  git -C repo -c user.name=you -c user.email=you@example.org commit -q -m 'Begin billing'
}

check() {
  export DOCUMENT="$1"
  name=$(basename "$1" .md)
  mkdir "$work/$name"
  (cd "$work/$name" && repository && ln -s "$root/deploy" deploy && "$root/docs/commands.sh" "$DOCUMENT" platform >"../$name.sh" &&
    /bin/sh -eux "../$name.sh") >"$work/$name.log" 2>&1
}

[ $# != 0 ] || set -- $(grep -lE '^ *(```|<!-- )sh platform$' "$root"/docs/*/*.md)
failed=0
for document; do
  document=$(readlink -f "$document")
  if check "$document"; then
    echo "ok    ${document#"$root/"}"
  else
    failed=1
    echo "FAIL  ${document#"$root/"}"
    tail -n 40 "$work/$(basename "$document" .md).log" >&2
  fi
done
exit $failed
