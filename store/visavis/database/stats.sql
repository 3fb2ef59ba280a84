-- What is counted once at publish and not again by everybody who opens the store.

DELETE FROM relationship_months;

INSERT INTO relationship_months BY NAME
WITH facts AS (
    SELECT meeting_id AS fact_id, 'meeting' AS kind, countries, date_earliest, date_latest
    FROM meetings WHERE status = 'held'
    UNION ALL
    SELECT agreement_id, 'agreement', countries, date_earliest, date_latest
    FROM agreements WHERE status IN ('signed', 'announced')
),
sides AS (
    SELECT DISTINCT
        fact_id, kind, unnest(countries) AS country,
        CASE
            WHEN date_trunc('month', date_earliest) = date_trunc('month', date_latest)
            THEN strftime(date_earliest, '%Y-%m')
        END AS month
    FROM facts
),
pairs AS (
    SELECT one.fact_id, one.kind, one.month, one.country AS country_a, other.country AS country_b
    FROM sides AS one
    JOIN sides AS other ON one.fact_id = other.fact_id AND one.country < other.country
),
told AS (
    SELECT DISTINCT fact_id, article_id FROM evidence
)
SELECT
    pairs.country_a, pairs.country_b, pairs.month,
    count(DISTINCT pairs.fact_id) FILTER (WHERE pairs.kind = 'meeting') AS meetings,
    count(DISTINCT pairs.fact_id) FILTER (WHERE pairs.kind = 'agreement') AS agreements,
    count(DISTINCT told.article_id) AS articles
FROM pairs
LEFT JOIN told USING (fact_id)
GROUP BY pairs.country_a, pairs.country_b, pairs.month
ORDER BY ALL;
