-- What the lists of a screen show, in their usual order, made anew at every publish: any part of a list is then one
-- range of places, however long the list is, and a search looks into one column.

DELETE FROM listed_actors;

INSERT INTO listed_actors BY NAME
WITH names AS (
    SELECT actor_id, string_agg(name_fold, ' ' ORDER BY name_fold) AS words FROM actor_names GROUP BY actor_id
),
roles AS (
    SELECT actor_id, string_agg(DISTINCT fold(role), ' ' ORDER BY fold(role)) AS words FROM actor_roles GROUP BY actor_id
),
countries AS (
    SELECT country, string_agg(name_fold, ' ' ORDER BY name_fold) AS words
    FROM actors WHERE kind = 'country' GROUP BY country
),
listed AS (
    SELECT
        actor_id, kind, name, name_fold, country, country_reason, role, organisation,
        meetings, agreements, articles, mentions,
        concat_ws(
            ' ', name_fold, fold(concat_ws(' ', role, organisation, country)), names.words, roles.words, countries.words
        ) AS text_fold
    FROM actors
    LEFT JOIN names USING (actor_id)
    LEFT JOIN roles USING (actor_id)
    LEFT JOIN countries USING (country)
    ORDER BY
        array_position(['person', 'organisation', 'country'], kind), meetings + agreements DESC, mentions DESC,
        name, actor_id
)
SELECT row_number() OVER () - 1 AS place, * FROM listed;

DELETE FROM listed_events;

INSERT INTO listed_events BY NAME
WITH happened AS (
    SELECT
        meeting_id AS fact_id, 'meeting' AS kind, title, status, channel,
        date, date_basis, date_derivation, date_earliest, date_latest, venue, city, country, countries,
        NULL AS instrument, NULL AS claimed_count, NULL AS claimed_by, [] AS subjects, conflicts, articles, origins
    FROM meetings
    UNION ALL
    SELECT
        agreement_id, 'agreement', title, status, NULL,
        date, date_basis, date_derivation, date_earliest, date_latest, NULL, NULL, NULL, countries,
        instrument, claimed_count, claimed_by, subjects, [], articles, origins
    FROM agreements
    UNION ALL
    SELECT
        visit_id, 'visit', title, status, NULL,
        date, date_basis, date_derivation, date_earliest, date_latest, NULL, city, country, countries,
        NULL, NULL, NULL, [], [], articles, origins
    FROM visits
    UNION ALL
    SELECT
        statement_id, kind, title, 'told', NULL,
        date, date_basis, date_derivation, date_earliest, date_latest, NULL, NULL, NULL, countries,
        NULL, NULL, NULL, [], [], articles, origins
    FROM statements
),
denied AS (
    SELECT DISTINCT fact_id FROM evidence WHERE stance = 'denied' AND fact_kind <> 'statement'
),
among AS (
    SELECT countries, string_agg(actors.name_fold, ' ' ORDER BY actors.name_fold) AS words
    FROM (SELECT countries, unnest(countries) AS country FROM (SELECT DISTINCT countries FROM happened))
    JOIN actors USING (country) WHERE actors.kind = 'country' GROUP BY countries
),
listed AS (
    SELECT
        happened.*, coalesce(country_names.name, happened.country) AS country_name,
        status <> 'denied' AND denied.fact_id IS NOT NULL AS disputed,
        strip_accents(lower(concat_ws(
            ' ', title, kind, status, date, venue, city, happened.country, instrument, claimed_by,
            array_to_string(subjects, ' '), among.words
        ))) AS text_fold
    FROM happened
    LEFT JOIN denied USING (fact_id)
    LEFT JOIN among USING (countries)
    LEFT JOIN country_names ON country_names.country = happened.country
    ORDER BY
        date_earliest DESC NULLS LAST, date_latest DESC NULLS LAST, date DESC NULLS LAST, happened.fact_id
)
SELECT row_number() OVER () - 1 AS place, * FROM listed;

DELETE FROM listed_sources;

INSERT INTO listed_sources BY NAME
WITH told AS (
    SELECT article_id, count(DISTINCT fact_id) AS events FROM evidence GROUP BY article_id
),
listed AS (
    SELECT
        articles.article_id, articles.title, articles.publisher, articles.published, articles.published_basis,
        articles.language, articles.source, coalesce(told.events, 0) AS events,
        CASE WHEN first.article_id <> articles.article_id THEN concat_ws(': ', first.publisher, first.title) END
        AS copy_of,
        strip_accents(lower(concat_ws(' ', articles.title, articles.publisher, articles.published))) AS text_fold
    FROM articles
    LEFT JOIN told USING (article_id)
    LEFT JOIN articles AS first ON first.article_id = articles.origin_id
    ORDER BY articles.published DESC NULLS LAST, articles.publisher, articles.title, articles.article_id
)
SELECT row_number() OVER () - 1 AS place, * FROM listed;
