#!/usr/bin/env node
// Prints what became of a request, from Quenyan's topics and the schema registry alone: no code of Quenyan's is used.
//
//   node timeline.js --request-id ID [--json] [--bootstrap HOST:PORT] [--registry URL]
//
// Reads every public topic up to its end as of now, committed records only, and ends.
// Exit: 0 the request was answered, 8 it was not (yet), 9 broker or registry could not be reached, 2 wrong usage.
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import kafkajs from 'kafkajs';
import { Registry } from './registry.js';

const FACTS = /^quenyan\.[a-z-]+$/;
const ANSWERS = new Set(['project-batch-encode', 'request-refused']);

const options = parseArgs({
  options: {
    'request-id': { type: 'string' },
    bootstrap: { type: 'string', default: process.env.QUENYAN_BOOTSTRAP_SERVERS ?? '127.0.0.1:15442' },
    registry: { type: 'string', default: process.env.QUENYAN_REGISTRY_URL ?? 'http://127.0.0.1:15452/apis/ccompat/v7' },
    json: { type: 'boolean', default: false },
  },
}).values;
if (!options['request-id']) {
  console.error('Usage: node timeline.js --request-id ID [--json] [--bootstrap HOST:PORT] [--registry URL]');
  process.exit(2);
}

const kafka = new kafkajs.Kafka({
  clientId: 'timeline',
  brokers: options.bootstrap.split(','),
  logLevel: kafkajs.logLevel.NOTHING,
  retry: { retries: 3 },
});
const registry = new Registry(options.registry);

async function readAll(each) {
  const admin = kafka.admin();
  await admin.connect();
  const topics = (await admin.listTopics()).filter((topic) => FACTS.test(topic));
  const left = new Map();
  for (const topic of topics) {
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
      if (BigInt(high) > BigInt(low)) left.set(`${topic}/${partition}`, BigInt(high));
    }
  }
  const groupId = `timeline-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, readUncommitted: false });
  const ended = new Promise((resolve, reject) => {
    // Markers of transactions take offsets too: the end of a partition is known from batches, not from records.
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
      const name = `${payload.topic}/${payload.partition}`;
      if (left.has(name) && BigInt(payload.lastOffset) + 1n >= left.get(name)) left.delete(name);
      if (left.size === 0) resolve();
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    if (left.size === 0) resolve();
  });
  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
  await consumer.run({ autoCommit: false, eachMessage: each });
  await ended;
  await consumer.disconnect();
  await admin.deleteGroups([groupId]);
  await admin.disconnect();
}

const seen = [];
const unread = [];

// People who ask without Avro write a CloudEvent in JSON; everything else is in a frame.
async function eventOf(value) {
  if (value[0] !== 0x7b) return registry.read(value);
  const asked = JSON.parse(value.toString('utf8'));
  return {
    event_id: asked.id,
    event_name: 'batch-encode-requested',
    occurred_at: new Date(asked.time).toISOString(),
    correlation_id: asked.data.request_id,
    outcome: 'unknown',
    ...asked.data,
  };
}

async function keep({ topic, partition, message }) {
  try {
    const event = await eventOf(message.value);
    if (event.correlation_id === options['request-id']) {
      seen.push({ topic, partition, offset: Number(message.offset), timestamp: new Date(Number(message.timestamp)).toISOString(), event });
    }
  } catch (error) {
    if (error.cause?.code === 'ECONNREFUSED') throw error;
    unread.push(`${topic}/${partition} at ${message.offset}: ${error.message}`);
  }
}

function told({ event }) {
  return [event.occurred_at, event.event_name.padEnd(22), event.project_id, event.outcome, event.path,
    event.encoded == null ? null : `${event.encoded} encoded`,
    event.failed ? `${event.failed} failed` : null, event.reason, event.detail]
    .filter((part) => part != null).join('  ');
}

try {
  await readAll(keep);
} catch (error) {
  console.error(`error: UNREACHABLE: ${error.message}`);
  process.exit(9);
}
unread.forEach((line) => console.error(`not read: ${line}`));
const rank = ({ event }) => (event.event_name.endsWith('-requested') ? 0 : ANSWERS.has(event.event_name) ? 2 : 1);
seen.sort((a, b) => rank(a) - rank(b) || a.event.occurred_at.localeCompare(b.event.occurred_at)
  || a.topic.localeCompare(b.topic) || a.partition - b.partition || a.offset - b.offset);
seen.forEach((one) => console.log(options.json ? JSON.stringify(one) : told(one)));
// Not process.exit(): what a slow reader has not taken yet would be lost.
process.exitCode = seen.some(({ event }) => ANSWERS.has(event.event_name)) ? 0 : 8;
