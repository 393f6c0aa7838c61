create table assessment_edition (
    id $id,
    code text not null,
    number integer not null,
    name text not null,
    content text not null,
    note text not null,
    saved_by_id bigint not null,
    saved_by text not null,
    saved_at text not null,
    unique (code, number)
);
create table assessment_period (
    id $id,
    name text not null,
    edition_id bigint not null,
    from_on text not null,
    to_on text not null,
    state text not null,
    computed_on text not null,
    appeal_until text not null,
    disclosure_id bigint not null,
    begun_by_id bigint not null,
    begun_by text not null,
    begun_at text not null,
    lock_version integer not null
);
create index assessment_period_edition on assessment_period (edition_id, id);
create table assessment_unit (
    id $id,
    period_id bigint not null,
    unit_id bigint not null,
    left_groups text not null,
    unique (period_id, unit_id)
);
create index assessment_unit_unit on assessment_unit (unit_id, period_id);
create table assessment_score (
    id $id,
    period_id bigint not null,
    unit_id bigint not null,
    indicator text not null,
    number bigint not null,
    of_number bigint not null,
    given bigint not null,
    points bigint not null,
    capped integer not null,
    vetoes integer not null,
    words text not null,
    judged_by_id bigint not null,
    judged_by text not null,
    at text not null,
    unique (period_id, unit_id, indicator)
);
create table assessment_behind (
    id $id,
    score_id bigint not null,
    title text not null,
    detail text not null,
    url text not null
);
create index assessment_behind_score on assessment_behind (score_id, id);
create table assessment_evidence (
    id $id,
    score_id bigint not null,
    appeal_id bigint not null,
    sha256 text not null,
    name text not null,
    content_type text not null,
    size bigint not null
);
create index assessment_evidence_score on assessment_evidence (score_id, id);
create index assessment_evidence_content on assessment_evidence (sha256);
create table assessment_appeal (
    id $id,
    period_id bigint not null,
    unit_id bigint not null,
    indicator text not null,
    state text not null,
    reason text not null,
    made_by_id bigint not null,
    made_by text not null,
    made_at text not null,
    decision text not null,
    decided_by_id bigint not null,
    decided_by text not null,
    decided_at text not null
);
create index assessment_appeal_state on assessment_appeal (state);
create index assessment_appeal_period on assessment_appeal (period_id, unit_id, id);
create table assessment_correction (
    id $id,
    period_id bigint not null,
    unit_id bigint not null,
    indicator text not null,
    appeal_id bigint not null,
    reason text not null,
    number_before bigint not null,
    number_after bigint not null,
    points_before bigint not null,
    points_after bigint not null,
    made_by_id bigint not null,
    made_by text not null,
    made_at text not null
);
create index assessment_correction_period on assessment_correction (period_id, unit_id, id);
