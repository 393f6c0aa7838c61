-- The page of a unit counts its documents by item and by kind from one index.
create index disclosure_public_unit_counts on disclosure_public (unit_id, kind, catalogue_item_id, published_on);
