create table participation_letter (
    id $id,
    unit_id bigint not null,
    number text not null unique,
    kind text not null,
    state text not null,
    state_since text not null,
    title text not null,
    words text not null,
    writer text not null,
    writer_key text not null,
    query_code text not null,
    form_digest text not null unique,
    may_publish integer not null,
    received_on text not null,
    extended_by integer not null,
    reply_due text not null,
    reply_certain integer not null,
    reply text not null,
    drafter_id bigint not null,
    replied_on text not null,
    closed_on text not null,
    close_reason text not null,
    rating text not null,
    rating_words text not null,
    rated_on text not null,
    publicity text not null,
    public_title text not null,
    public_words text not null,
    public_reply text not null,
    published_at text not null,
    erased_at text not null,
    lock_version integer not null
);
create index participation_letter_list on participation_letter (received_on, id);
create index participation_letter_unit on participation_letter (unit_id, received_on, id);
create index participation_letter_due on participation_letter (state, reply_due);
create index participation_letter_public on participation_letter (publicity, published_at, id);
create index participation_letter_ended on participation_letter (erased_at, state_since);
create table participation_step (
    id $id,
    letter_id bigint not null references participation_letter (id),
    action text not null,
    person_id bigint not null,
    person_name text not null,
    at text not null,
    remark text not null,
    shown integer not null
);
create index participation_step_letter on participation_step (letter_id, id);
create table participation_number (
    year integer not null primary key,
    last_number integer not null
);
-- Who tried what how often: a keyed hash of the address, kept for a day.
create table participation_attempt (
    address text not null,
    what text not null,
    at text not null
);
create index participation_attempt_address on participation_attempt (what, address, at);
