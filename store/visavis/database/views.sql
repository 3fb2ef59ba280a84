-- What people ask for most, in plain columns. Only held meetings and agreements that were signed or announced count as
-- facts of a relationship; the other statuses stay visible in `events`.

CREATE VIEW events AS
WITH happened AS (
    SELECT
        meeting_id AS event_id, 'meeting' AS kind, title, status, channel, date, date_earliest, date_latest, date_basis,
        venue, city, country, countries, articles, origins, score
    FROM meetings
    UNION ALL
    SELECT
        agreement_id, 'agreement', title, status, NULL, date, date_earliest, date_latest, date_basis,
        NULL, NULL, NULL, countries, articles, origins, score
    FROM agreements
    UNION ALL
    SELECT
        visit_id, 'visit', title, status, NULL, date, date_earliest, date_latest, date_basis,
        NULL, city, country, countries, articles, origins, 1.0
    FROM visits
    UNION ALL
    SELECT
        statement_id, kind, title, 'told', NULL, date, date_earliest, date_latest, date_basis,
        NULL, NULL, NULL, countries, articles, origins, 1.0
    FROM statements
),
involved AS (
    SELECT meeting_id AS event_id, count(DISTINCT actor_id) AS actors FROM participants GROUP BY meeting_id
    UNION ALL
    SELECT agreement_id, count(DISTINCT actor_id) FROM parties GROUP BY agreement_id
    UNION ALL
    SELECT visit_id, count(DISTINCT actor_id) FROM visitors GROUP BY visit_id
    UNION ALL
    SELECT statement_id, count(DISTINCT actor_id) FROM statement_actors GROUP BY statement_id
)
SELECT
    happened.event_id, happened.kind, happened.title, happened.status, happened.channel,
    happened.date, happened.date_earliest, happened.date_latest, happened.date_basis,
    nullif(concat_ws(', ', happened.venue, happened.city, coalesce(country_names.name, happened.country)), '') AS place,
    happened.countries, coalesce(involved.actors, 0) AS actors, happened.articles, happened.origins, happened.score
FROM happened
LEFT JOIN involved USING (event_id)
LEFT JOIN country_names USING (country);

CREATE VIEW attendance AS
SELECT
    participants.meeting_id, meetings.title, meetings.status, meetings.channel,
    meetings.date, meetings.date_earliest, meetings.date_latest,
    participants.actor_id, actors.name, actors.kind, actors.country, participants.side, participants.role
FROM participants
JOIN meetings USING (meeting_id)
JOIN actors USING (actor_id);

CREATE VIEW relationships AS
SELECT country_a, country_b, month, meetings, agreements, articles FROM relationship_months;

CREATE VIEW sources AS
WITH sentence_counts AS (
    SELECT article_id, count(*) AS sentences FROM sentences GROUP BY article_id
),
mention_counts AS (
    SELECT article_id, count(*) AS mentions, count(DISTINCT actor_id) AS actors FROM mentions GROUP BY article_id
),
fact_counts AS (
    SELECT
        article_id,
        count(DISTINCT fact_id) FILTER (WHERE fact_kind = 'meeting') AS meetings,
        count(DISTINCT fact_id) FILTER (WHERE fact_kind = 'agreement') AS agreements
    FROM evidence GROUP BY article_id
)
SELECT
    articles.article_id, articles.title, articles.publisher, articles.url,
    articles.published, articles.published_basis, articles.language, articles.origin_id, articles.source,
    length(articles.text) AS characters,
    coalesce(sentence_counts.sentences, 0) AS sentences,
    coalesce(mention_counts.mentions, 0) AS mentions,
    coalesce(mention_counts.actors, 0) AS actors,
    coalesce(fact_counts.meetings, 0) AS meetings,
    coalesce(fact_counts.agreements, 0) AS agreements
FROM articles
LEFT JOIN sentence_counts USING (article_id)
LEFT JOIN mention_counts USING (article_id)
LEFT JOIN fact_counts USING (article_id);

CREATE VIEW claims AS
SELECT
    evidence.fact_id, evidence.fact_kind, 
    coalesce(meetings.title, agreements.title, visits.title, statements.title) AS title,
    evidence.field, evidence.stance, evidence.speaker, evidence.quote,
    evidence.article_id, articles.publisher, articles.published, evidence.char_start, evidence.char_end
FROM evidence
JOIN articles USING (article_id)
LEFT JOIN meetings ON meetings.meeting_id = evidence.fact_id AND evidence.fact_kind = 'meeting'
LEFT JOIN agreements ON agreements.agreement_id = evidence.fact_id AND evidence.fact_kind = 'agreement'
LEFT JOIN visits ON visits.visit_id = evidence.fact_id AND evidence.fact_kind = 'visit'
LEFT JOIN statements ON statements.statement_id = evidence.fact_id AND evidence.fact_kind = 'statement'
WHERE evidence.stance <> 'asserted' OR evidence.speaker IS NOT NULL;
