create table reports_annual (
    id $id,
    unit_id bigint not null,
    year integer not null,
    state text not null,
    typed text not null,
    content text not null,
    explanation text not null,
    returned text not null,
    source_name text not null,
    disclosure_id bigint not null,
    lock_version integer not null,
    made_at text not null,
    saved_at text not null,
    handed_in_at text not null,
    unique (unit_id, year)
);
create index reports_annual_year on reports_annual (year, state);
