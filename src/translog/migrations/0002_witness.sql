-- Witnesses that cosign the checkpoint. `size`, `line`, `signed_at`: of the last cosignature; `next_at`: nobody goes there before.
create table translog_witness (
    id $id,
    url text not null,
    vkey text not null unique,
    added_at text not null,
    size bigint not null,
    line text not null,
    signed_at text not null,
    next_at text not null,
    failures bigint not null,
    trouble text not null,
    trouble_words text not null
);
