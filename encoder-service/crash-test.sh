#!/bin/sh
# Kills encoder, relay, broker and database with batches of 10,000 files in flight, and has two instances share a
# batch of 20,000. Another size: ./crash-test.sh FILES SHARED_FILES. The order of the deaths: SEED=… in the environment.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
: "${JAVA_HOME:?is to name a Java 25}"
cd "$root"
mvn -B -q -pl encoder-service -am install -DskipTests
exec mvn -B -pl encoder-service surefire:test@tests-of-the-built-service \
  -Dtest='CrashKafkaTest,SharedBatchKafkaTest' \
  -Dquenyan.crash.files="${1:-10000}" -Dquenyan.shared.files="${2:-20000}" ${SEED:+-Dquenyan.seed="$SEED"}
