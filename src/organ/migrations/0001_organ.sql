create table organ_unit (
    id $id,
    code text not null unique,
    credit_code text not null default '',
    name text not null,
    short_name text not null default '',
    kind text not null,
    parent_id bigint not null default 0,
    merged_into_id bigint not null default 0,
    open integer not null default 1,
    place integer not null default 0,
    duties text not null default '',
    address text not null default '',
    hours text not null default '',
    telephone text not null default '',
    fax text not null default '',
    email text not null default '',
    postcode text not null default '',
    website text not null default '',
    changed_at text not null default ''
);
create index organ_unit_parent on organ_unit (parent_id, place, id);
create index organ_unit_name on organ_unit (name);
create index organ_unit_credit_code on organ_unit (credit_code);
create index organ_unit_merged_into on organ_unit (merged_into_id);
create table organ_former_name (
    id $id,
    unit_id bigint not null,
    name text not null,
    until_on text not null
);
create index organ_former_name_unit on organ_former_name (unit_id, until_on);
create index organ_former_name_name on organ_former_name (name);
create table organ_leader (
    id $id,
    unit_id bigint not null,
    post text not null,
    name text not null,
    duty text not null default '',
    place integer not null default 0
);
create index organ_leader_unit on organ_leader (unit_id, place, id);
create table organ_division (
    id $id,
    unit_id bigint not null,
    name text not null,
    duties text not null default '',
    telephone text not null default '',
    place integer not null default 0
);
create index organ_division_unit on organ_division (unit_id, place, id);
create table organ_person (
    id $id,
    login text not null unique,
    name text not null,
    title text not null default '',
    unit_id bigint not null,
    password text not null default '',
    second_factor text not null default '',
    second_factor_step bigint not null default 0,
    second_factor_wanted integer not null default 0,
    failures integer not null default 0,
    locked_until text not null default '',
    open integer not null default 1,
    must_change_password integer not null default 0,
    made_at text not null default '',
    signed_in_at text not null default ''
);
create index organ_person_unit on organ_person (unit_id, id);
create table organ_grant (
    id $id,
    person_id bigint not null,
    unit_id bigint not null default 0,
    role text not null,
    unique (person_id, unit_id, role)
);
create index organ_grant_role on organ_grant (role, unit_id);
create table organ_session (
    id $id,
    token_hash text not null unique,
    person_id bigint not null,
    whole integer not null default 0,
    made_at text not null,
    seen_at text not null,
    address text not null default '',
    agent text not null default ''
);
create index organ_session_person on organ_session (person_id, seen_at);
create index organ_session_seen on organ_session (seen_at);
create table organ_recovery_code (
    id $id,
    person_id bigint not null,
    code_hash text not null,
    unique (person_id, code_hash)
);
create table organ_sign_in_failure (
    id $id,
    address text not null,
    at text not null
);
create index organ_sign_in_failure_address on organ_sign_in_failure (address, at);
create table organ_setting (
    name text primary key,
    value text not null default ''
);
