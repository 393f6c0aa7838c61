-- Beside SQLite, contents are files in the data folder.
select 1;
