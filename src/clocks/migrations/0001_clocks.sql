-- How many working days ahead a kind is warned of, where the office has set another number than ours.
create table clocks_warning (
    kind text primary key,
    days integer not null,
    set_at text not null,
    set_by text not null
);
-- Who of the staff wants the morning's mail, and where (sealed).
create table clocks_reader (
    person_id bigint primary key,
    address text not null,
    wanted integer not null,
    changed_at text not null
);
-- Mornings whose mails are queued: one row a day, written with them.
create table clocks_morning (
    day text primary key,
    at text not null,
    mails integer not null
);
-- The secret addresses held the days of the catalogue alone; they stay, and hold every day of the unit now.
alter table catalogue_calendar rename to clocks_calendar;
