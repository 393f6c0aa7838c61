create table disclosure_scan (
    id $id,
    edition_id bigint not null,
    digest text not null,
    version text not null,
    occasion text not null,
    at text not null,
    certain integer not null,
    likely integer not null,
    possible integer not null,
    unreadable integer not null,
    milliseconds bigint not null,
    missing text not null,
    attachments text not null
);
create index disclosure_scan_edition on disclosure_scan (edition_id, id);
create table disclosure_finding (
    id $id,
    edition_id bigint not null,
    scan_id bigint not null,
    part text not null,
    attachment_id bigint not null,
    file_name text not null,
    kind text not null,
    certainty text not null,
    place text not null,
    hidden text not null,
    start_at bigint not null,
    end_at bigint not null,
    masked text not null,
    before_value text not null,
    after_value text not null,
    value_digest text not null,
    state text not null,
    reason text not null,
    person_id bigint not null,
    person_name text not null,
    at text not null
);
create index disclosure_finding_edition on disclosure_finding (edition_id, state, id);
alter table disclosure_secrecy_review add column scan_id bigint not null default 0;
alter table disclosure_secrecy_review add column shown integer not null default 0;
