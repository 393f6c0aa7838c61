-- A register that was taken in before has no life here: its cases are closed or in hand.
alter table request_info_request add column source text not null default 'register';
alter table request_info_request add column state text not null default 'in_hand';
update request_info_request set state = 'archived' where closed_on <> '';
alter table request_info_request add column state_since text not null default '';
alter table request_info_request add column arrived_on text not null default '';
update request_info_request set arrived_on = received_on;
alter table request_info_request add column confirmed_on text not null default '';
alter table request_info_request add column applicant text not null default '';
alter table request_info_request add column applicant_key text not null default '';
alter table request_info_request add column query_code text not null default '';
alter table request_info_request add column supply_form text not null default 'electronic';
alter table request_info_request add column supply_by text not null default 'online';
alter table request_info_request add column needs_help integer not null default 0;
alter table request_info_request add column first_responder_id bigint not null default 0;
alter table request_info_request add column handler_id bigint not null default 0;
alter table request_info_request add column supplement_asked_on text not null default '';
alter table request_info_request add column supplement_due text not null default '';
alter table request_info_request add column supplied_on text not null default '';
alter table request_info_request add column paid_on text not null default '';
alter table request_info_request add column extended_by integer not null default 0;
alter table request_info_request add column reply_due text not null default '';
alter table request_info_request add column reply_left integer not null default 0;
alter table request_info_request add column reply_certain integer not null default 1;
alter table request_info_request add column answer_disclosure_id bigint not null default 0;
alter table request_info_request add column archived_at text not null default '';
alter table request_info_request add column erased_at text not null default '';
alter table request_info_request add column lock_version integer not null default 0;
create index request_info_request_open on request_info_request (unit_id, closed_on, reply_due, id);
create index request_info_request_state on request_info_request (unit_id, state, id);
create index request_info_request_handler on request_info_request (handler_id, closed_on);
create index request_info_request_applicant on request_info_request (applicant_key, id);
create index request_info_request_number on request_info_request (case_number);
create index request_info_request_archived on request_info_request (archived_at, erased_at);

create table request_number (
    unit_id bigint not null,
    year integer not null,
    series text not null,
    last_number integer not null,
    primary key (unit_id, year, series)
);
create table request_letter (
    id $id,
    request_id bigint not null,
    unit_id bigint not null,
    kind text not null,
    state text not null,
    state_since text not null,
    author_id bigint not null,
    version integer not null,
    text text not null,
    outcome text not null,
    grounds text not null,
    working_days integer not null,
    until_on text not null,
    consultation_id bigint not null,
    fee_id bigint not null,
    agency_code text not null,
    year integer not null,
    serial integer not null,
    document_number text not null,
    issued_on text not null,
    served_on text not null,
    made_at text not null,
    lock_version integer not null
);
create index request_letter_request on request_letter (request_id, id);
create index request_letter_waiting on request_letter (unit_id, state, id);
create table request_letter_version (
    id $id,
    letter_id bigint not null,
    version integer not null,
    text text not null,
    person_id bigint not null,
    person_name text not null,
    at text not null,
    unique (letter_id, version)
);
create table request_letter_step (
    id $id,
    letter_id bigint not null,
    version integer not null,
    action text not null,
    from_state text not null,
    to_state text not null,
    person_id bigint not null,
    person_name text not null,
    at text not null,
    remark text not null
);
create index request_letter_step_letter on request_letter_step (letter_id, id);
create table request_consultation (
    id $id,
    request_id bigint not null,
    letter_id bigint not null,
    kind text not null,
    asked text not null,
    asked_on text not null,
    served_on text not null,
    opinion_due text not null,
    answered_on text not null,
    opinion text not null,
    words text not null
);
create index request_consultation_request on request_consultation (request_id, id);
create table request_fee (
    id $id,
    request_id bigint not null,
    letter_id bigint not null,
    way text not null,
    number integer not null,
    before_number integer not null,
    amount bigint not null,
    served_on text not null,
    pay_due text not null,
    paid_on text not null,
    voucher text not null
);
create index request_fee_request on request_fee (request_id, id);
create table request_step (
    id $id,
    request_id bigint not null,
    action text not null,
    from_state text not null,
    to_state text not null,
    person_id bigint not null,
    person_name text not null,
    at text not null,
    remark text not null,
    shown integer not null
);
create index request_step_request on request_step (request_id, id);
create table request_file (
    id $id,
    request_id bigint not null,
    letter_id bigint not null,
    role text not null,
    sha256 text not null,
    name text not null,
    content_type text not null,
    size bigint not null,
    by_applicant integer not null,
    added_at text not null
);
create index request_file_request on request_file (request_id, id);
create index request_file_content on request_file (sha256);
create table request_evaluation (
    id $id,
    request_id bigint not null unique,
    grade integer not null,
    words text not null,
    at text not null
);
create table request_wish (
    id $id,
    request_id bigint not null,
    unit_id bigint not null,
    kind text not null,
    state text not null,
    number text not null,
    applicant text not null,
    query_code text not null,
    words text not null,
    reply text not null,
    decided_by_id bigint not null,
    made_at text not null,
    decided_at text not null
);
create index request_wish_request on request_wish (request_id, id);
create index request_wish_unit on request_wish (unit_id, state, id);
create index request_wish_number on request_wish (number);
create table request_office (
    id $id,
    unit_id bigint not null unique,
    agency_code text not null,
    review_organ text not null,
    court text not null,
    receives_at text not null,
    pays_at text not null,
    supplement_days integer not null,
    retention_months integer not null,
    restarts_after_payment integer not null,
    publishes_answers integer not null,
    takes_applications integer not null
);
create table request_template (
    id $id,
    unit_id bigint not null,
    kind text not null,
    outcome text not null,
    body text not null,
    changed_by_id bigint not null,
    changed_at text not null,
    unique (unit_id, kind, outcome)
);
create table request_found (
    unit_id bigint not null,
    disclosure_id bigint not null,
    found_on text not null,
    times integer not null,
    primary key (unit_id, disclosure_id, found_on)
);
