-- law: ogi-2019:35, the reasonable time by which the answer comes instead.
alter table request_info_request add column delayed_until_on text not null default '';
