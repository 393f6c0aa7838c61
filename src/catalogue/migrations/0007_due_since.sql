-- A column is not empty on the day on which its entries come to be: from when they count stands in the projection too.
alter table catalogue_due add column since_on text not null default '';
drop index catalogue_due_heading;
create index catalogue_due_heading on catalogue_due (unit_id, heading, last_on, since_on, item_id);
-- Without the mark of its calendar the projection is computed anew.
delete from catalogue_kept where name = 'due_calendar';
