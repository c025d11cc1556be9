// Compares what a Connect worker wrote with what was published.
//
//   quenyan events tail --from earliest --until-now --json | node compare.mjs FOLDER [DEAD_LETTERS]
//
// FOLDER holds facts.txt and requests.txt of worker.sh. DEAD_LETTERS has a line "TOPIC PARTITION OFFSET" for each dead
// letter of the requests. Exit 0 when every record is there exactly once, with its id, its times and its size.
import { readFileSync } from 'node:fs';

const [folder, deadLetters] = process.argv.slice(2);
const lines = (text) => text.split('\n').filter((line) => line !== '');

const published = new Map(lines(readFileSync(0, 'utf8')).map(JSON.parse)
  .map((one) => [`${one.topic} ${one.partition} ${one.offset}`, one]));
const written = new Map();
const wrong = [];
for (const line of ['facts.txt', 'requests.txt'].flatMap((file) => lines(readFileSync(`${folder}/${file}`, 'utf8')))) {
  const value = (field) => line.match(new RegExp(`[{,]${field}=([^,}]*)`))?.[1];
  const [, topic, partition, offset] = line.match(/,kafka_topic=([^,]+),kafka_partition=(\d+),kafka_offset=(\d+)}$/) ?? [];
  const where = `${topic} ${partition} ${offset}`;
  written.set(where, (written.get(where) ?? 0) + 1);
  const event = published.get(where)?.event;
  if (!event) {
    wrong.push(`${where}: nothing was published there`);
    continue;
  }
  if (value('event_id') !== event.event_id) wrong.push(`${where}: event_id ${value('event_id')}`);
  // Made a text by a transformation that takes timestamps alone, to the millisecond.
  if (Date.parse(value('occurred_at')) !== Date.parse(event.occurred_at)) wrong.push(`${where}: occurred_at`);
  // A date and no number: the converter knew the type. Java prints dates without milliseconds.
  if (!/^[A-Z]/.test(value('recorded_at'))
    || Date.parse(value('recorded_at')) !== Math.floor(Date.parse(event.recorded_at) / 1000) * 1000) {
    wrong.push(`${where}: recorded_at ${value('recorded_at')}`);
  }
  for (const field of ['package_bytes', 'severity', 'drill', 'encryption_version', 'encoded', 'generation']) {
    if ((event[field] ?? undefined)?.toString() !== value(field)) wrong.push(`${where}: ${field} ${value(field)}`);
  }
}
let letters = 0;
for (const where of deadLetters ? lines(readFileSync(deadLetters, 'utf8')) : []) {
  letters++;
  written.set(where, (written.get(where) ?? 0) + 1);
}
for (const where of published.keys()) {
  if (written.get(where) !== 1) wrong.push(`${where}: written ${written.get(where) ?? 0} times`);
}
wrong.slice(0, 20).forEach((line) => console.error(line));
console.log(`${published.size} published, ${[...written.values()].reduce((a, b) => a + b, 0)} written`
  + ` (${letters} of them dead letters), ${wrong.length} wrong`);
process.exit(wrong.length === 0 ? 0 : 1);
