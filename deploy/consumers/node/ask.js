#!/usr/bin/env node
// Asks for a batch in Avro, with the schema that the registry holds, and prints the request's id.
//
//   node ask.js --project ID --source-uri URI --revision REV --output-uri URI --passphrase-ref NAME [--request-id ID]
//
// Without Avro it is simpler: ../kcat/ask.sh sends the same request in JSON.
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { parseArgs } from 'node:util';
import kafkajs from 'kafkajs';
import { Registry } from './registry.js';

const TOPIC = 'quenyan.batch-encode-requested';
const text = { type: 'string' };
const options = parseArgs({
  options: {
    project: text,
    'source-uri': text,
    revision: text,
    'output-uri': text,
    'passphrase-ref': text,
    'request-id': { type: 'string', default: randomUUID() },
    actor: { type: 'string', default: 'ci' },
    bootstrap: { type: 'string', default: process.env.QUENYAN_BOOTSTRAP_SERVERS ?? '127.0.0.1:15442' },
    registry: { type: 'string', default: process.env.QUENYAN_REGISTRY_URL ?? 'http://127.0.0.1:15452/apis/ccompat/v7' },
  },
}).values;
for (const needed of ['project', 'source-uri', 'revision', 'output-uri', 'passphrase-ref']) {
  if (!options[needed]) {
    console.error(`error: --${needed} is missing`);
    process.exit(2);
  }
}

const now = new Date().toISOString();
const request = {
  event_id: randomUUID(),
  event_name: 'batch-encode-requested',
  occurred_at: now,
  recorded_at: now,
  event_source: `ask.js/${process.pid}`,
  host: hostname(),
  producer_version: 'none',
  correlation_id: options['request-id'],
  project_id: options.project,
  actor: options.actor,
  actor_assurance: 'claimed',
  environment: 'unknown',
  outcome: 'unknown',
  severity: 1,
  drill: false,
  request_id: options['request-id'],
  source_uri: options['source-uri'],
  revision: options.revision,
  output_uri: options['output-uri'],
  include: [],
  package_sources: true,
  passphrase_ref: options['passphrase-ref'],
  encryption_version: 2,
};

const value = await new Registry(options.registry).write(`${TOPIC}-value`, request);
const producer = new kafkajs.Kafka({
  clientId: 'ask',
  brokers: options.bootstrap.split(','),
  logLevel: kafkajs.logLevel.ERROR,
}).producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner, idempotent: true });
await producer.connect();
await producer.send({ topic: TOPIC, acks: -1, messages: [{ key: options.project, value, headers: { 'content-type': 'application/avro' } }] });
await producer.disconnect();
console.log(options['request-id']);
