create table catalogue_item (
    id $id,
    unit_id bigint not null,
    standard_id bigint not null,
    domain text not null,
    code text not null,
    level1 text not null,
    level2 text not null,
    content text not null,
    basis text not null,
    time_limit text not null,
    limit_number integer not null,
    limit_unit text not null,
    cadence text not null,
    subject text not null,
    channels text not null,
    audience text not null,
    way text not null,
    level text not null,
    place integer not null,
    open integer not null,
    unique (unit_id, code)
);
create index catalogue_item_standard on catalogue_item (standard_id);
create table catalogue_domain (
    id $id,
    code text not null unique,
    name text not null,
    place integer not null
);
create table catalogue_subject (
    id $id,
    code text not null unique,
    name text not null,
    description text not null,
    is_key integer not null,
    place integer not null
);
