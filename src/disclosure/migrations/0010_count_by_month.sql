drop index disclosure_public_month;
create index disclosure_public_month on disclosure_public (month, published_on);
