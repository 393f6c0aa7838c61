create table disclosure_record (
    id $id,
    unit_id bigint not null,
    index_number text not null unique,
    source_id text not null,
    source_url text not null,
    source_digest text not null,
    public_edition_id bigint not null,
    newest_edition_id bigint not null,
    state text not null,
    made_at text not null
);
create unique index disclosure_record_source on disclosure_record (unit_id, source_id) where source_id <> '';
create table disclosure_serial (
    unit_id bigint not null,
    month text not null,
    last integer not null,
    primary key (unit_id, month)
);
create table disclosure_edition (
    id $id,
    disclosure_id bigint not null references disclosure_record (id),
    unit_id bigint not null,
    number integer not null,
    state text not null,
    author_id bigint not null,
    title text not null,
    document_number text not null,
    kind text not null,
    catalogue_item_id bigint not null,
    source_kind text not null,
    source_name text not null,
    produced_on text not null,
    subjects text not null,
    keywords text not null,
    summary text not null,
    validity text not null,
    valid_until_on text not null,
    scope text not null,
    way text not null,
    ground text not null,
    review_again_on text not null,
    interprets_id bigint not null,
    special_period text not null,
    emergency integer not null,
    publish_due text not null,
    publish_at text not null,
    published_at text not null,
    published_on text not null,
    reason text not null,
    digest text not null,
    lock_version integer not null,
    saved_at text not null,
    waiting_since text not null,
    unique (disclosure_id, number)
);
create index disclosure_edition_state on disclosure_edition (state, unit_id, publish_due);
create index disclosure_edition_author on disclosure_edition (author_id, state);
create index disclosure_edition_interprets on disclosure_edition (interprets_id);
create table disclosure_text (
    edition_id bigint primary key references disclosure_edition (id),
    html text not null
);
create table disclosure_attachment (
    id $id,
    edition_id bigint not null references disclosure_edition (id),
    sha256 text not null,
    name text not null,
    content_type text not null,
    size bigint not null,
    place integer not null
);
create index disclosure_attachment_edition on disclosure_attachment (edition_id, place);
create index disclosure_attachment_content on disclosure_attachment (sha256);
create table disclosure_step (
    id $id,
    disclosure_id bigint not null,
    edition_id bigint not null,
    action text not null,
    from_state text not null,
    to_state text not null,
    person_id bigint not null,
    person_name text not null,
    at text not null,
    remark text not null
);
create index disclosure_step_disclosure on disclosure_step (disclosure_id, id);
create table disclosure_secrecy_review (
    id $id,
    edition_id bigint not null,
    person_id bigint not null,
    person_name text not null,
    at text not null,
    checked text not null,
    conclusion text not null,
    basis text not null,
    referred_to text not null,
    digest text not null
);
create index disclosure_secrecy_review_edition on disclosure_secrecy_review (edition_id, id);
create table disclosure_remark (
    id $id,
    edition_id bigint not null,
    person_id bigint not null,
    person_name text not null,
    at text not null,
    quote text not null,
    words text not null,
    settled integer not null
);
create index disclosure_remark_edition on disclosure_remark (edition_id, id);
create table disclosure_public (
    disclosure_id bigint primary key,
    edition_id bigint not null,
    unit_id bigint not null,
    catalogue_item_id bigint not null,
    index_number text not null,
    title text not null,
    document_number text not null,
    summary text not null,
    kind text not null,
    validity text not null,
    published_on text not null,
    month text not null,
    published_at text not null,
    subjects text not null,
    editions integer not null,
    archived integer not null
);
create index disclosure_public_newest on disclosure_public (published_on, disclosure_id);
create index disclosure_public_unit on disclosure_public (unit_id, published_on, disclosure_id);
create index disclosure_public_item on disclosure_public (catalogue_item_id, published_on, disclosure_id);
create index disclosure_public_kind on disclosure_public (kind, published_on, disclosure_id);
create index disclosure_public_month on disclosure_public (month, unit_id);
create table disclosure_public_subject (
    subject text not null,
    published_on text not null,
    disclosure_id bigint not null,
    primary key (subject, published_on, disclosure_id)
);
create index disclosure_public_subject_disclosure on disclosure_public_subject (disclosure_id);
