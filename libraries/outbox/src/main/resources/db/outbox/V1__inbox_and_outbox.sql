-- Requests that were accepted, by the requester's own id. A repeat finds its row and gets no second answer.
create table inbox_request (
    topic          text        not null,
    record_key     text        not null,
    request_id     text        not null,
    content_sha256 text        not null,
    accepted_at    timestamptz not null default now(),
    primary key (topic, record_key, request_id)
);

-- How far this service has consumed. Written in the transaction of the consumed records' effects; only grows.
create table consumed_offset (
    topic_id    text   not null,
    partition   int    not null,
    topic       text   not null,
    next_offset bigint not null,
    primary key (topic_id, partition)
);

-- What this service has to say. Rows leave through the relay, as numbered shipments.
create table outbox (
    id                 bigint generated always as identity primary key,
    xid                xid8        not null default pg_current_xact_id(),
    shipment           bigint,
    topic              text        not null,
    record_key         bytea,
    value              bytea,
    schema_fingerprint text,
    headers            jsonb       not null,
    occurred_at        timestamptz not null
);
create index outbox_waiting on outbox (id) where shipment is null;
create index outbox_shipped on outbox (shipment, id) where shipment is not null;

-- The relay's memory: one row.
create table relay (
    only_row boolean primary key default true check (only_row),
    lineage  text    not null default gen_random_uuid()::text,
    shipment bigint  not null default 0,
    is_open  boolean not null default false
);
insert into relay default values;
