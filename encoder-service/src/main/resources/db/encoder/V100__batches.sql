-- One row a project. Whoever writes for a project locks its row first: that keeps the order of its events.
create table project (
    project_id text primary key,
    generation bigint not null default 0
);

-- When a project was last served, so that small requests do not wait behind big ones.
create table project_turn (
    project_id text primary key,
    served_at  timestamptz not null
);

-- A batch is one accepted request. Columns below the line are drawn by the planner, or by the finisher.
create table batch (
    id                bigint generated always as identity primary key,
    project_id        text        not null references project,
    request_id        text        not null,
    request           text        not null,
    output_uri        text        not null,
    state             text        not null check (state in ('queued', 'active', 'done')),
    generation        bigint      not null,
    accepted_at       timestamptz not null,
    not_after         timestamptz not null,
    --
    commit_id         text,
    tree_id           text,
    kdf               text,
    kdf_salt          text,
    seed              text,
    files             bigint      not null default 0,
    integrations      text        not null default '[]',
    remaining         int         not null default 0,
    --
    index_sha256      text,
    outcome           text,
    done_at           timestamptz
);
-- One batch at a time writes into an output; later ones queue.
create unique index batch_active on batch (project_id, output_uri) where state = 'active';
create index batch_queued on batch (project_id, output_uri, id) where state = 'queued';
create index batch_indexed on batch (project_id, output_uri, index_sha256) where state = 'done';

-- Files to encode.
create table batch_file (
    batch_id bigint not null references batch on delete cascade,
    path     text   not null,
    task     int    not null,
    mode     text   not null,
    bytes    bigint not null,
    ref      text   not null,
    primary key (batch_id, path)
);
create index batch_file_task on batch_file (batch_id, task);

-- What they became.
create table batch_package (
    batch_id       bigint not null references batch on delete cascade,
    path           text   not null,
    kind           text   not null,
    mode           text   not null,
    name           text   not null,
    sha256         text   not null,
    bytes          bigint not null,
    content_sha256 text   not null,
    generation     bigint not null,
    commit_id      text,
    primary key (batch_id, path, kind)
);

create table batch_failure (
    batch_id bigint not null references batch on delete cascade,
    path     text   not null,
    reason   text   not null,
    detail   text   not null,
    primary key (batch_id, path)
);

create table batch_excluded (
    batch_id bigint not null references batch on delete cascade,
    reason   text   not null,
    files    bigint not null,
    primary key (batch_id, reason)
);

-- Work of all kinds. claimable_at is the end of a lease, or of a pause after a failure.
create table work (
    id           bigint generated always as identity primary key,
    batch_id     bigint      not null references batch on delete cascade,
    project_id   text        not null,
    kind         text        not null check (kind in ('PLAN', 'ENCODE', 'FINISH')),
    task         int         not null default 0,
    crashes      int         not null default 0,
    suspect      text,
    holder       text,
    repair       boolean     not null default false,
    claimable_at timestamptz not null default now(),
    done_at      timestamptz
);
create index work_open on work (project_id, id) where done_at is null;
create index work_of_batch on work (batch_id);

-- Salts belong to a project and its secret, so that a key is derived once and not once a package.
create table salt (
    project_id text        not null references project,
    secret_ref text        not null,
    encryption int         not null,
    salt       text        not null,
    created_at timestamptz not null default now(),
    packages   bigint      not null default 0,
    primary key (project_id, secret_ref, encryption)
);
