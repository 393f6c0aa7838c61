create table storage_blob (
    sha256 text not null,
    part integer not null,
    content $blob not null,
    primary key (sha256, part)
);
