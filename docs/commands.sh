#!/bin/sh
# Prints the commands of a document, in their order, for whoever runs them: DocumentsTest and docs/check.sh.
#
#   commands.sh DOCUMENT [platform]
#
# A block that begins with ```sh needs nothing but this clone; ```sh platform needs the local platform and is printed
# only when that is asked for; ```sh illustration is never run, and a comment before it says why. What a reader has
# already and a test has not stands in a comment that begins with <!-- sh or <!-- sh platform.
set -eu
exec awk -v platform="${2:-}" '
  !inside && /^ *(```|<!-- )sh( platform)?$/ {
    inside = 1
    last = /```/ ? "```" : "-->"
    wanted = platform != "" || !/ platform$/
    next
  }
  inside && NF == 1 && $1 == last { inside = 0; next }
  inside && wanted { print }
' "$1"
