create table supervision_finding (
    id $id,
    kind text not null,
    unit_id bigint not null,
    subject text not null,
    title text not null,
    detail text not null,
    due_on text not null,
    state text not null,
    case_id bigint not null,
    reason text not null,
    first_seen_on text not null,
    last_seen_on text not null,
    unique (kind, subject)
);
create index supervision_finding_unit on supervision_finding (unit_id, state, kind);
create index supervision_finding_state on supervision_finding (state, kind, id);
create index supervision_finding_case on supervision_finding (case_id);
create table supervision_patrol (
    id $id,
    at text not null,
    seen integer not null,
    fresh integer not null,
    gone integer not null
);
create table supervision_number (
    year integer primary key,
    last_number integer not null
);
create table supervision_rectification (
    id $id,
    number text not null unique,
    unit_id bigint not null,
    issued_by_id bigint not null,
    stage text not null,
    state text not null,
    title text not null,
    demand text not null,
    issued_on text not null,
    due_on text not null,
    extensions integer not null,
    returns integer not null,
    answered_on text not null,
    closed_on text not null,
    is_public integer not null,
    lock_version integer not null
);
create index supervision_rectification_unit on supervision_rectification (unit_id, state, id);
create index supervision_rectification_state on supervision_rectification (state, due_on, id);
create index supervision_rectification_public on supervision_rectification (is_public, id);
create table supervision_step (
    id $id,
    case_id bigint not null,
    action text not null,
    stage text not null,
    state text not null,
    due_on text not null,
    person_id bigint not null,
    person_name text not null,
    at text not null,
    words text not null
);
create index supervision_step_case on supervision_step (case_id, id);
create table supervision_evidence (
    id $id,
    case_id bigint not null,
    step_id bigint not null,
    sha256 text not null,
    name text not null,
    content_type text not null,
    size bigint not null
);
create index supervision_evidence_case on supervision_evidence (case_id, id);
create index supervision_evidence_content on supervision_evidence (sha256);
