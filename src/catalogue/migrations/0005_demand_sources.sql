-- A demand may also come from applications: how many, of how many applicants, and which (their ids, to know them again).
alter table catalogue_demand add column source text not null default 'searches';
alter table catalogue_demand add column unit_id bigint not null default 0;
alter table catalogue_demand add column applications bigint not null default 0;
alter table catalogue_demand add column applicants bigint not null default 0;
alter table catalogue_demand add column members text not null default '';
