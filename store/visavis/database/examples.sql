-- Who meets most, and on whose behalf
SELECT name, country, role, meetings, articles
FROM actors WHERE kind = 'person' ORDER BY meetings DESC, articles DESC, name LIMIT 10;

-- The words behind every meeting that was held, with the article that has them
SELECT m.date, m.title, e.quote, a.publisher, a.published
FROM meetings AS m
JOIN evidence AS e ON e.fact_id = m.meeting_id AND e.field = 'event'
JOIN articles AS a USING (article_id)
WHERE m.status = 'held'
ORDER BY m.date_earliest NULLS LAST, a.published NULLS LAST, e.char_start;

-- What is claimed, alleged or denied, and by whom
SELECT stance, speaker, title, quote, publisher FROM claims ORDER BY stance, speaker, title;

-- Everybody with a name like this one, whatever its spelling, accents or order
SELECT DISTINCT a.name, a.country, a.role, n.name AS told_as, round(name_score('alvarez casas', n.name), 2) AS score
FROM actor_names AS n
JOIN actors AS a USING (actor_id)
WHERE name_score('alvarez casas', n.name) > 0.9
ORDER BY score DESC, a.name, told_as;

-- Two countries month by month
SELECT month, meetings, agreements, articles
FROM relationships WHERE country_a = 'CHN' AND country_b = 'CUB' ORDER BY month NULLS LAST;

-- Who meets whom across the table, how often, first and last
SELECT a.name AS one, b.name AS other, count(DISTINCT a.meeting_id) AS meetings,
    min(a.date_earliest) AS first_time, max(a.date_latest) AS last_time
FROM attendance AS a
JOIN attendance AS b ON a.meeting_id = b.meeting_id AND a.country < b.country
WHERE a.kind = 'person' AND b.kind = 'person' AND a.status = 'held'
GROUP BY a.name, b.name ORDER BY meetings DESC, last_time DESC NULLS LAST, one, other;

-- What rests on one source alone
SELECT events.kind, events.date, events.title, events.status, any_value(a.publisher) AS publisher
FROM events
JOIN evidence AS e ON e.fact_id = events.event_id
JOIN articles AS a USING (article_id)
WHERE events.origins = 1
GROUP BY ALL ORDER BY events.date NULLS LAST, events.title;

-- Dates that are not known to the day, and how each was worked out
SELECT date, date_basis, date_derivation, title
FROM meetings WHERE date_earliest IS DISTINCT FROM date_latest OR date IS NULL ORDER BY date NULLS LAST, title;

-- Agreements with those who made them and what was said of each
SELECT g.date, g.status, g.instrument, g.claimed_count, g.claimed_by,
    string_agg(DISTINCT a.name, '; ' ORDER BY a.name) AS parties, any_value(e.quote) AS quote
FROM agreements AS g
LEFT JOIN parties AS p USING (agreement_id)
LEFT JOIN actors AS a USING (actor_id)
LEFT JOIN evidence AS e ON e.fact_id = g.agreement_id AND e.field = 'event'
GROUP BY ALL ORDER BY g.date DESC NULLS LAST, g.claimed_count DESC;

-- Who tells what: the publishers, by how much only they tell
SELECT publisher, count(DISTINCT article_id) AS articles, count(DISTINCT fact_id) AS facts,
    count(DISTINCT fact_id) FILTER (WHERE tellers = 1) AS only_here
FROM (
    SELECT a.publisher, a.article_id, e.fact_id, f.tellers
    FROM evidence AS e
    JOIN articles AS a USING (article_id)
    JOIN (
        SELECT fact_id, count(DISTINCT publisher) AS tellers
        FROM evidence JOIN articles USING (article_id) GROUP BY fact_id
    ) AS f USING (fact_id)
)
GROUP BY publisher ORDER BY only_here DESC, facts DESC, publisher;
