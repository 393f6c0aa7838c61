-- Answers on their way to be public for all: the draft disclosure that was made from the answer of a case.
create table request_answer_draft (
    id $id,
    request_id bigint not null,
    disclosure_id bigint not null unique
);
create index request_answer_draft_request on request_answer_draft (request_id);
