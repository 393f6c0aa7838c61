alter table disclosure_record add column source_version integer not null default 0;
-- What is not for everybody is a small part; the list of it goes by the newest.
create index disclosure_edition_limited on disclosure_edition (state, way, id) where scope <> 'public';
