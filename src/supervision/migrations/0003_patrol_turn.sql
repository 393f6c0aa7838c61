-- One row: the node that patrols now, until when it holds that unless it says so again, since when a patrol is asked for, and when the last
-- one broke off. Any node takes it up.
create table supervision_patrol_turn (
    one integer primary key,
    node text not null,
    until text not null,
    begun_at text not null,
    asked_at text not null,
    failed_at text not null
);
insert into supervision_patrol_turn (one, node, until, begun_at, asked_at, failed_at) values (1, '', '', '', '', '');
