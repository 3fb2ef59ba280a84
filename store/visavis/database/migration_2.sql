-- Version 1 to 2: what every table should hold, and the counts that the view `relationships` made at every look.

DROP VIEW relationships;

CREATE TABLE store_tables (
    name   VARCHAR,
    rows   BIGINT,
    digest VARCHAR
);

CREATE TABLE relationship_months (
    country_a  VARCHAR,
    country_b  VARCHAR,
    month      VARCHAR,
    meetings   BIGINT,
    agreements BIGINT,
    articles   BIGINT
);
