-- The register goes by id within a unit, by the rarer ways of disclosure, and by the day on which a withheld piece is looked at again.
create index disclosure_edition_unit on disclosure_edition (unit_id, id);
create index disclosure_edition_other_way on disclosure_edition (way, id) where way <> 'proactive';
create index disclosure_edition_review_again on disclosure_edition (review_again_on, id) where review_again_on <> '';
