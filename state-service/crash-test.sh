#!/bin/sh
# Kills state-service, relay, broker and database during rebuilds of 3,000 files each. Another size: ./crash-test.sh FILES. The order
# of the deaths: SEED=… in the environment.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
: "${JAVA_HOME:?is to name a Java 25}"
cd "$root"
mvn -B -q -pl state-service -am install -DskipTests
exec mvn -B -pl state-service surefire:test@tests-of-the-built-service \
  -Dtest='CrashKafkaTest' \
  -Dquenyan.crash.files="${1:-3000}" ${SEED:+-Dquenyan.seed="$SEED"}
