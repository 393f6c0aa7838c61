create table request_info_request (
    id $id,
    unit_id bigint not null,
    case_number text not null,
    received_on text not null,
    channel text not null,
    applicant_kind text not null,
    description text not null,
    outcome text not null,
    closed_on text not null,
    extended integer not null,
    carried_in integer not null,
    source_digest text not null,
    registered_at text not null,
    unique (unit_id, case_number)
);
create index request_info_request_received on request_info_request (unit_id, received_on);
create index request_info_request_closed on request_info_request (unit_id, closed_on);
