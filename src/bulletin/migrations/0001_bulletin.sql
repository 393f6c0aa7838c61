create table bulletin_bulletin (
    id $id,
    month text not null unique,
    unit_id bigint not null,
    state text not null,
    begun_on text not null,
    begun_by text not null,
    contest_until_on text not null,
    minimums text not null,
    content text not null,
    frozen_at text not null,
    disclosure_id bigint not null,
    lock_version integer not null
);
create table bulletin_contest (
    id $id,
    bulletin_id bigint not null,
    unit_id bigint not null,
    measure text not null,
    record text not null,
    title text not null,
    why text not null,
    state text not null,
    reason text not null,
    person_id bigint not null,
    person_name text not null,
    made_at text not null,
    decision text not null,
    decided_by text not null,
    decided_at text not null,
    unique (bulletin_id, measure, record)
);
create index bulletin_contest_state on bulletin_contest (state, bulletin_id);
-- What the frozen figures were computed from.
create table bulletin_record (
    id $id,
    bulletin_id bigint not null,
    measure text not null,
    unit_id bigint not null,
    record text not null,
    title text not null,
    url text not null,
    day text not null,
    counted integer not null,
    why text not null,
    left_out integer not null
);
create index bulletin_record_figure on bulletin_record (bulletin_id, measure, unit_id, id);
