#!/bin/sh
# Prints the events of a topic (or of a pattern of topics) with Kafka's console consumer and the deserializer of the
# registry's makers. Reads what is there, committed records only, and ends when nothing came for five seconds.
#
#   read.sh [TOPIC-PATTERN]        default: every fact, ^quenyan\.(?![a-z-]*-requested$)[a-z-]+$
#
# QUENYAN_BOOTSTRAP_SERVERS and QUENYAN_REGISTRY_URL (of the Confluent API, as the command line takes it) say which
# cluster. The jars come from Maven, once.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
registry=${QUENYAN_REGISTRY_URL:-http://127.0.0.1:15452/apis/ccompat/v7}

# shellcheck disable=SC2086
[ -d "$here/target/console" ] ||
  (cd "$here" && mvn -B -q ${MAVEN_ARGUMENTS:-} dependency:copy-dependencies >&2)

# What ends it is the five seconds of silence, which the tool takes for an error.
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx256m -XX:+UseSerialGC -cp "$here/target/console/*" \
  org.apache.kafka.tools.consumer.ConsoleConsumer \
  --bootstrap-server "${QUENYAN_BOOTSTRAP_SERVERS:-127.0.0.1:15442}" \
  --include "${1:-^quenyan\.(?![a-z-]*-requested\$)[a-z-]+\$}" \
  --from-beginning --isolation-level read_committed --timeout-ms "${QUENYAN_SILENCE_MS:-5000}" \
  --property print.key=true \
  --property value.deserializer=io.apicurio.registry.serde.avro.AvroKafkaDeserializer \
  --property "value.deserializer.apicurio.registry.url=${registry%/apis/*}/apis/registry/v3"
