-- Batches under a key of a key service. What is stored of a data key is wrapped: only the key service opens it.
alter table batch add column key_management text;

-- Which key a package needs; null for a passphrase.
alter table batch_package add column key_id text, add column key_version text;

-- The data key with which a project's next batch under that key goes on, while it is young and of the current version.
create table data_key (
    project_id     text not null references project,
    provider       text not null,
    key_id         text not null,
    key_management text not null,
    primary key (project_id, provider, key_id)
);

-- Versions that are believed to be known to others, by every name of their key. Nothing is encoded under them.
create table compromised_version (
    provider    text        not null,
    key_name    text        not null,
    key_version text        not null,
    told_at     timestamptz not null default now(),
    primary key (provider, key_name, key_version)
);
