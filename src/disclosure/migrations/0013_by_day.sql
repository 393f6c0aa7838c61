-- Figures of a month look for what was filed, decided and published in it.
create index disclosure_step_action on disclosure_step (action, at);
create index disclosure_edition_published on disclosure_edition (published_on, id);
