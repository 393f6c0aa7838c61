-- The journal's last event when the patrol looked: the next one looks at what changed since.
alter table supervision_patrol add column seq bigint not null default 0;

-- Links of public texts to other sites. `digest`: SHA-256 of the address, which may be too long for an index.
create table supervision_link (
    id $id,
    digest text not null unique,
    url text not null,
    host text not null,
    state text not null,
    trouble text not null,
    status integer not null,
    moved_to text not null,
    checked_at text not null,
    failing_since text not null,
    failed_on text not null,
    failed_days integer not null,
    good_runs integer not null,
    next_at text not null
);
create index supervision_link_next on supervision_link (next_at, id);
create index supervision_link_state on supervision_link (state, id);
-- In which text a link stands.
create table supervision_link_place (
    link_id bigint not null,
    disclosure_id bigint not null,
    primary key (link_id, disclosure_id)
);
create index supervision_link_place_disclosure on supervision_link_place (disclosure_id);
-- The edition whose links were taken.
create table supervision_link_text (
    disclosure_id bigint primary key,
    edition_id bigint not null
);
-- robots.txt of a site, kept for a day.
create table supervision_robots (
    origin text primary key,
    fetched_at text not null,
    status integer not null,
    trouble text not null,
    rules text not null
);
-- One row: the node that checks links now, and how many links it has asked on the day.
create table supervision_link_turn (
    one integer primary key,
    node text not null,
    until text not null,
    day text not null,
    asked integer not null,
    away_since text not null
);
insert into supervision_link_turn (one, node, until, day, asked, away_since) values (1, '', '', '', 0, '');

-- Spot checks: a sample drawn from a frozen list of units, records and entries (docs/formats/spot-check.md).
create table supervision_check (
    id $id,
    number text not null unique,
    title text not null,
    state text not null,
    seed text not null,
    units integer not null,
    records integer not null,
    entries integer not null,
    since_on text not null,
    until_on text not null,
    population_sha256 text not null,
    population_units integer not null,
    population_records integer not null,
    population_entries integer not null,
    drawn_at text not null,
    drawn_by_id bigint not null,
    drawn_by_name text not null,
    closed_at text not null,
    closed_by_name text not null,
    lock_version integer not null
);
create index supervision_check_population on supervision_check (population_sha256);
create table supervision_check_row (
    id $id,
    check_id bigint not null,
    place integer not null,
    unit_id bigint not null,
    kind text not null,
    subject_id bigint not null,
    title text not null,
    judgement text not null,
    criterion text not null,
    words text not null,
    judged_by_id bigint not null,
    judged_by_name text not null,
    judged_at text not null,
    finding_id bigint not null
);
create index supervision_check_row_check on supervision_check_row (check_id, place);
create table supervision_check_number (
    year integer primary key,
    last_number integer not null
);
-- Whether the content of an attachment opens. `digest`: its SHA-256; not named so, that this row does not keep a content alive.
create table supervision_opened (
    digest text primary key,
    opened_on text not null,
    trouble text not null
);
