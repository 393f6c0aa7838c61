alter table catalogue_item add column counted text not null default 'within';
alter table catalogue_item add column stages text not null default '';
alter table catalogue_item add column display_number integer not null default 0;
alter table catalogue_item add column display_unit text not null default '';
alter table catalogue_item add column since_on text not null default '';
alter table catalogue_item add column edition integer not null default 0;
alter table catalogue_item add column standard_edition integer not null default 0;
alter table catalogue_item add column deviation text not null default '';
-- What an entry said, edition by edition; the first one of an entry older than this table is written when it changes.
create table catalogue_edition (
    item_id bigint not null,
    number integer not null,
    at text not null,
    person_id bigint not null,
    person_name text not null,
    reason text not null,
    proposal_id bigint not null,
    particulars text not null,
    primary key (item_id, number)
);
-- A projection: what was published last under a unit's entry, and by when again. Dropped and rebuilt at will.
create table catalogue_due (
    item_id bigint primary key,
    unit_id bigint not null,
    last_on text not null,
    due_on text not null
);
create index catalogue_due_day on catalogue_due (due_on, unit_id);
create index catalogue_due_unit on catalogue_due (unit_id, due_on);
create table catalogue_kept (
    name text primary key,
    value text not null
);
