-- One row a project. Whoever writes for a project locks its row first: that keeps the order of its events.
create table project (
    project_id text primary key
);

-- An output of a project, as of the last batch that was taken in. Rows that did not agree with their digest stay, set
-- aside; a new row begins afresh.
create table output (
    id             bigint generated always as identity primary key,
    project_id     text        not null references project,
    output_uri     text        not null,
    source_uri     text        not null,
    generation     bigint      not null,
    epoch          bigint,
    commit_id      text,
    index_sha256   text        not null,
    content_sha256 text        not null,
    encryption     int         not null,
    digest         text        not null,
    taken_at       timestamptz not null,
    quarantined_at timestamptz,
    quarantine     text
);
create unique index output_current on output (project_id, output_uri) where quarantined_at is null;

-- A file, and how its packages are sealed; one without packages was read and is not to be encoded.
create table file (
    output_id     bigint      not null references output on delete cascade,
    path          text        not null,
    mode          text        not null,
    source_sha256 text        not null,
    blob          text,
    dependencies  text        not null default '[]',
    format        text        not null,
    encryption    int         not null,
    salt          text        not null,
    key_provider  text,
    key_id        text,
    key_version   text,
    encoded_at    timestamptz not null,
    generation    bigint      not null,
    commit_id     text,
    reason        text        not null,
    primary key (output_id, path)
);
create index file_by_key on file (output_id, key_provider, key_id, key_version);

create table package (
    output_id      bigint not null,
    path           text   not null,
    kind           text   not null,
    sha256         text   not null,
    bytes          bigint not null,
    content_sha256 text   not null,
    primary key (output_id, path, kind),
    foreign key (output_id, path) references file on delete cascade
);

-- A run: one that was asked for, or one that only takes in a batch that somebody else asked for. The columns below the
-- line come with the plan, with the encoder's answer, and with the end.
create table run (
    id               bigint generated always as identity primary key,
    project_id       text        not null references project,
    output_uri       text        not null,
    request_id       text,
    request          text,
    state            text        not null check (state in ('queued', 'active', 'done')),
    accepted_at      timestamptz not null,
    not_after        timestamptz not null,
    --
    attempt          int         not null default 0,
    condition        text,
    quarantine       text,
    refused_base     text,
    plan             text,
    batch_request_id text,
    batch            text,
    --
    outcome          text,
    generation       bigint,
    counts           text,
    seen             bigint,
    rebuilt          bigint,
    done_at          timestamptz
);
create unique index run_active on run (project_id) where state = 'active';
create index run_queued on run (project_id, id) where state = 'queued';
create index run_of_batch on run (project_id, batch_request_id) where state = 'active';
create index run_of_request on run (request_id) where request_id is not null;
create index run_ended on run (project_id, done_at) where state = 'done';

create table work (
    id           bigint generated always as identity primary key,
    run_id       bigint      not null references run on delete cascade,
    project_id   text        not null,
    kind         text        not null check (kind in ('PLAN', 'FINISH')),
    crashes      int         not null default 0,
    holder       text,
    claimable_at timestamptz not null default now(),
    done_at      timestamptz
);
create index work_open on work (project_id, id) where done_at is null;
create index work_of_run on work (run_id);

-- When a project was last served, so that small requests do not wait behind big ones.
create table project_turn (
    project_id text primary key,
    served_at  timestamptz not null
);
