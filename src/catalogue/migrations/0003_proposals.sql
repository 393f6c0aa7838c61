create table catalogue_proposal (
    id $id,
    unit_id bigint not null,
    item_id bigint not null,
    standard_id bigint not null,
    domain text not null,
    kind text not null,
    state text not null,
    code text not null,
    before_value text not null,
    after_value text not null,
    reason text not null,
    demand_id bigint not null,
    person_id bigint not null,
    person_name text not null,
    made_at text not null,
    comment_from text not null,
    comment_until text not null,
    decided_at text not null,
    decided_by text not null,
    decision text not null
);
create index catalogue_proposal_state on catalogue_proposal (state, id);
create index catalogue_proposal_unit on catalogue_proposal (unit_id, id);
create index catalogue_proposal_item on catalogue_proposal (item_id, id);
-- What the public said: sealed until the office shows it.
create table catalogue_comment (
    id $id,
    proposal_id bigint not null references catalogue_proposal (id),
    made_at text not null,
    token_digest text not null unique,
    sealed text not null,
    state text not null,
    words text not null,
    answer text not null,
    handled_at text not null,
    handled_by text not null
);
create index catalogue_comment_proposal on catalogue_comment (proposal_id, id);
create index catalogue_comment_state on catalogue_comment (state, proposal_id);
-- For a day: how often somebody wrote, without saying who.
create table catalogue_comment_source (
    id $id,
    source text not null,
    at text not null
);
create index catalogue_comment_source_at on catalogue_comment_source (at, source);
-- The secret address of a unit's calendar of due days.
create table catalogue_calendar (
    unit_id bigint primary key,
    digest text not null unique,
    sealed text not null,
    made_at text not null,
    made_by text not null
);
-- What people looked for and did not find, and what was made of it.
create table catalogue_demand (
    id $id,
    words text not null,
    terms text not null,
    misses bigint not null,
    state text not null,
    proposal_id bigint not null,
    answer text not null,
    made_at text not null,
    answered_at text not null,
    answered_by text not null
);
create index catalogue_demand_state on catalogue_demand (state, id);
