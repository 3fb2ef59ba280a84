-- Version 1 to 2: what every table should hold, the counts that the view `relationships` made at every look, and the date
-- an article came with apart from the one that other articles or people give it, where the two sides of a judgement stand.

DROP VIEW relationships;

ALTER TABLE articles ADD COLUMN given_published VARCHAR;

ALTER TABLE articles ADD COLUMN given_basis VARCHAR;

UPDATE articles SET
    given_published = CASE WHEN published_derivation IS NULL THEN published END,
    given_basis = CASE WHEN published_derivation IS NULL THEN published_basis ELSE 'unknown' END;

ALTER TABLE merges ADD COLUMN left_article_id BIGINT;

ALTER TABLE merges ADD COLUMN left_char_start INTEGER;

ALTER TABLE merges ADD COLUMN left_char_end INTEGER;

ALTER TABLE merges ADD COLUMN right_article_id BIGINT;

ALTER TABLE merges ADD COLUMN right_char_start INTEGER;

ALTER TABLE merges ADD COLUMN right_char_end INTEGER;

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
