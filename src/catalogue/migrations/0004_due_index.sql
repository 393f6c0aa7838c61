-- Supervision lists everything overdue in a county at once: from the index alone.
drop index catalogue_due_day;
create index catalogue_due_day on catalogue_due (due_on, unit_id, item_id, last_on);
