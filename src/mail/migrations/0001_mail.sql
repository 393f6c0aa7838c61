-- Outgoing mail. `recipient`, `subject`, `body`, `attachments` are sealed; `claimed_until`: one node is sending it until then.
create table mail_message (
    id $id,
    token text not null unique,
    dedupe_key text not null unique,
    about text not null,
    unit_id bigint not null,
    recipient text not null,
    subject text not null,
    body text not null,
    attachments text not null,
    state text not null,
    tries integer not null,
    next_try_at text not null,
    claimed_until text not null,
    tried_at text not null,
    trouble text not null,
    last_error text not null,
    made_at text not null,
    sent_at text not null
);
create index mail_message_due on mail_message (state, next_try_at, id);
create index mail_message_state on mail_message (state, id);
create index mail_message_unit on mail_message (unit_id, state, id);
