-- What the search finds in the files of public editions. `content` is the SHA-256 of the file; the column is not named so, since it keeps
-- no content from being swept (storage::Blobs::named).
create table disclosure_attachment_text (
    content text not null primary key,
    words text not null
);
