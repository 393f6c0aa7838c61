-- Which record of its measure or finding stands behind a score (measure::Record::key); empty for what was computed before this.
alter table assessment_behind add column record text not null default '';
-- Records that do not count, and those that were taken back in: a row stays.
create table assessment_strike (
    id $id,
    period_id bigint not null,
    unit_id bigint not null,
    indicator text not null,
    record text not null,
    title text not null,
    detail text not null,
    url text not null,
    appeal_id bigint not null,
    reason text not null,
    made_by_id bigint not null,
    made_by text not null,
    made_at text not null,
    restored_why text not null,
    restored_by_id bigint not null,
    restored_by text not null,
    restored_at text not null
);
create index assessment_strike_period on assessment_strike (period_id, unit_id, id);
