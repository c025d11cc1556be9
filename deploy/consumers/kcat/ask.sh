#!/bin/sh
# Asks for a batch with kcat, in JSON, and prints the request's id. No Java, no Avro, no registry.
#
#   ask.sh PROJECT SOURCE_URI REVISION OUTPUT_URI PASSPHRASE_REF
#
# QUENYAN_BOOTSTRAP_SERVERS says which cluster; REQUEST_ID names the request (default: a new UUID). Asking again with
# the same id and the same content is the same request. REQUEST_ACTOR and REQUEST_SOURCE say who asks.
set -eu
[ $# = 5 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }

case $*${REQUEST_ID:-}${REQUEST_SOURCE:-}${REQUEST_ACTOR:-} in
  *[[:cntrl:]]*) echo "error: no line breaks or other control characters, please" >&2; exit 2 ;;
esac

# Text becomes a JSON string, whatever is in it (control characters were refused above).
json() { printf '%s' "$1" | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e '1s/^/"/' -e '$s/$/"/'; }
uuid() { cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen; }

request=${REQUEST_ID:-$(uuid)}
event="{\"specversion\":\"1.0\",\"type\":\"io.quenyan.batch-encode-requested.v1\",\"id\":\"$(uuid)\",\
\"source\":$(json "${REQUEST_SOURCE:-/ci/$1}"),\"time\":\"$(date -u +%Y-%m-%dT%H:%M:%SZ)\",\
\"data\":{\"request_id\":$(json "$request"),\"project_id\":$(json "$1"),\
\"actor\":$(json "${REQUEST_ACTOR:-ci}"),\"source_uri\":$(json "$2"),\"revision\":$(json "$3"),\
\"output_uri\":$(json "$4"),\"passphrase_ref\":$(json "$5"),\
\"include\":[],\"package_sources\":true,\"encryption_version\":2}}"

# -k: the key is the project's id, and murmur2 puts it into the partition where Java clients put it, so that the
# requests of a project keep their order. The event is one line, which is one record.
printf '%s' "$event" | kcat -P -b "${QUENYAN_BOOTSTRAP_SERVERS:-127.0.0.1:15442}" \
  -t quenyan.batch-encode-requested -k "$1" -H content-type=application/cloudevents+json \
  -X acks=all -X enable.idempotence=true -X partitioner=murmur2_random
printf '%s\n' "$request"
