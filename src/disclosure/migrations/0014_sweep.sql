-- The patrol asks for documents whose validity has passed, and for the last day of each kind of each unit.
create index disclosure_edition_valid_until on disclosure_edition (valid_until_on, id) where valid_until_on <> '';
drop index disclosure_public_unit_counts;
create index disclosure_public_unit_counts on disclosure_public (unit_id, kind, published_on, catalogue_item_id);
