create table channels_search_term (
    term text primary key,
    searches bigint not null,
    misses bigint not null,
    last_on text not null
);
create index channels_search_term_misses on channels_search_term (misses);
