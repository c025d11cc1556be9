-- Events of other services that were accepted. A repeat, as after a restore from a copy, has no second effect.
create table inbox_event (
    topic       text        not null,
    event_id    text        not null,
    accepted_at timestamptz not null default now(),
    primary key (topic, event_id)
);
