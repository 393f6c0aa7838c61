create table remedy_case (
    id $id,
    unit_id bigint not null,
    kind text not null,
    case_number text not null,
    decider text not null,
    applicant_kind text not null,
    applicant text not null,
    request_number text not null,
    subject text not null,
    grounds text not null,
    accepted_on text not null,
    summary integer not null,
    copy_received_on text not null,
    answer_due text not null,
    answered_on text not null,
    decided_on text not null,
    result text not null,
    document text not null,
    remark text not null,
    struck_reason text not null,
    lock_version integer not null,
    registered_at text not null,
    unique (unit_id, kind, case_number)
);
create index remedy_case_accepted on remedy_case (unit_id, accepted_on);
create index remedy_case_list on remedy_case (accepted_on, id);
create index remedy_case_decided on remedy_case (unit_id, decided_on);
