create table journal_event (
    seq bigint primary key,
    at text not null,
    actor_id bigint not null,
    unit_id bigint not null,
    name text not null,
    subject text not null,
    data text not null,
    hash text not null
);
create index journal_event_subject on journal_event (subject, seq);
create index journal_event_actor on journal_event (actor_id, seq);
create index journal_event_name on journal_event (name, seq);
create table journal_head (
    one integer primary key,
    seq bigint not null,
    hash text not null
);
insert into journal_head (one, seq, hash) values (1, 0, '');
create table journal_reader (
    name text primary key,
    seq bigint not null
);
