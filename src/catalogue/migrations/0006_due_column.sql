-- A column of a unit (its entries under one heading) that nothing was ever published in is seen from the projection alone; it is not empty on
-- the day on which its entries come to be: from when they count stands there too.
alter table catalogue_due add column heading text not null default '';
alter table catalogue_due add column since_on text not null default '';
create index catalogue_due_heading on catalogue_due (unit_id, heading, last_on, since_on, item_id);
-- Without the mark of its calendar the projection is computed anew.
delete from catalogue_kept where name = 'due_calendar';
