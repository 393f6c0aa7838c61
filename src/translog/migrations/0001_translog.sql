-- One row once the log has begun. `seq`: the last journal event taken in; `checkpoint`: the signed note that is published, over the first `signed_size` entries.
create table translog_log (
    one integer primary key,
    origin text not null,
    size bigint not null,
    seq bigint not null,
    signed_size bigint not null,
    checkpoint text not null
);
create table translog_key (
    id $id,
    vkey text not null unique,
    made_at text not null,
    retired_at text not null
);
create table translog_entry (
    number integer primary key,
    seq bigint not null unique,
    disclosure_id bigint not null,
    entry text not null
);
create index translog_entry_disclosure on translog_entry (disclosure_id, number);
create table translog_tile (
    level integer not null,
    number integer not null,
    hashes text not null,
    primary key (level, number)
);
