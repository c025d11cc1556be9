#!/bin/sh
# Runs a Kafka Connect worker over every public topic, into files; ends with it.
#
#   worker.sh FOLDER      offsets, log and the two output files go there: facts.txt and requests.txt
#
# QUENYAN_BOOTSTRAP_SERVERS and QUENYAN_REGISTRY_URL (of the Confluent API, as the command line takes it) say which
# cluster; CONNECT_PORT where the worker's own API listens (loopback); CONNECT_NAME begins the names of connectors and
# of their topic of dead letters (default: quenyan). Kafka remembers by that name what was read. The jars come from
# Maven, once.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
folder=${1:?usage: worker.sh FOLDER}
bootstrap=${QUENYAN_BOOTSTRAP_SERVERS:-127.0.0.1:15442}
registry=${QUENYAN_REGISTRY_URL:-http://127.0.0.1:15452/apis/ccompat/v7}
name=${CONNECT_NAME:-quenyan}
mkdir -p "$folder"
folder=$(CDPATH='' cd -- "$folder" && pwd -P)

# shellcheck disable=SC2086
[ -d "$here/target/worker" ] ||
  (cd "$here" && mvn -B -q ${MAVEN_ARGUMENTS:-} dependency:copy-dependencies >&2)

{
  cat "$here/worker.properties"
  echo "bootstrap.servers=$bootstrap"
  echo "value.converter.apicurio.registry.url=${registry%/apis/*}/apis/registry/v2"
  echo "offset.storage.file.filename=$folder/offsets"
  echo "listeners=http://127.0.0.1:${CONNECT_PORT:-15472}"
} >"$folder/worker.properties"
for sink in facts requests; do
  {
    sed -e "s/^name=quenyan/name=$name/" -e "s/=connect\.quenyan/=connect.$name/" "$here/$sink.properties"
    echo "file=$folder/$sink.txt"
  } >"$folder/$sink.properties"
done

exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx256m -XX:+UseSerialGC -Duser.timezone=UTC \
  -Dorg.slf4j.simpleLogger.showDateTime=true -cp "$here/target/worker/*" \
  org.apache.kafka.connect.cli.ConnectStandalone \
  "$folder/worker.properties" "$folder/facts.properties" "$folder/requests.properties" >>"$folder/worker.log" 2>&1
