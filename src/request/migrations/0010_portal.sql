-- What a member of the public has typed and not sent yet. Its files stand in request_file under the negative id.
create table request_draft (
    id $id,
    token_hash text not null unique,
    kind text not null,
    unit_id bigint not null,
    form text not null,
    wants_mail integer not null,
    sent_id bigint not null,
    receipt text not null,
    touched_at text not null
);
create index request_draft_touched on request_draft (touched_at);
-- Wrong codes and applications of one address; the address as a keyed hash, for a day.
create table request_attempt (
    address text not null,
    what text not null,
    at text not null
);
create index request_attempt_address on request_attempt (address, what, at);
-- Applicants who want mails about their case.
create table request_notice (
    request_id bigint not null primary key,
    email text not null,
    asked_at text not null
);
