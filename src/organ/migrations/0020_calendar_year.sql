-- A year's notice of holidays as an administrator brought it in; goes before what the program carries for that year.
create table organ_calendar_year (
    id $id,
    year integer not null unique,
    notice text not null,
    imported_by_id bigint not null,
    imported_at text not null
);
