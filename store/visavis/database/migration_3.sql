-- Version 2 to 3: the lists as a screen shows them, each in its usual order (filled by listed.sql, like all counts);
-- visits with the meetings that were part of them; letters, congratulations, denials and accusations.

CREATE TABLE listed_actors (
    place          BIGINT,
    actor_id       BIGINT,
    kind           VARCHAR,
    name           VARCHAR,
    name_fold      VARCHAR,
    country        VARCHAR,
    country_reason VARCHAR,
    role           VARCHAR,
    organisation   VARCHAR,
    meetings       INTEGER,
    agreements     INTEGER,
    articles       INTEGER,
    mentions       INTEGER,
    text_fold      VARCHAR
);

CREATE TABLE listed_events (
    place           BIGINT,
    fact_id         BIGINT,
    kind            VARCHAR,
    title           VARCHAR,
    status          VARCHAR,
    channel         VARCHAR,
    date            VARCHAR,
    date_basis      VARCHAR,
    date_derivation VARCHAR,
    date_earliest   DATE,
    date_latest     DATE,
    venue           VARCHAR,
    city            VARCHAR,
    country         VARCHAR,
    country_name    VARCHAR,
    countries       VARCHAR[],
    instrument      VARCHAR,
    claimed_count   INTEGER,
    claimed_by      VARCHAR,
    subjects        VARCHAR[],
    conflicts       VARCHAR[],
    articles        INTEGER,
    origins         INTEGER,
    disputed        BOOLEAN,
    text_fold       VARCHAR
);

CREATE TABLE listed_sources (
    place           BIGINT,
    article_id      BIGINT,
    title           VARCHAR,
    publisher       VARCHAR,
    published       VARCHAR,
    published_basis VARCHAR,
    language        VARCHAR,
    source          VARCHAR,
    events          BIGINT,
    copy_of         VARCHAR,
    text_fold       VARCHAR
);

CREATE TABLE visits (
    visit_id        BIGINT,
    title           VARCHAR,
    status          VARCHAR,
    date            VARCHAR,
    date_earliest   DATE,
    date_latest     DATE,
    date_basis      VARCHAR,
    date_derivation VARCHAR,
    city            VARCHAR,
    country         VARCHAR,
    countries       VARCHAR[],
    articles        INTEGER,
    origins         INTEGER
);

CREATE TABLE visitors (
    visit_id BIGINT,
    actor_id BIGINT,
    side     VARCHAR,
    role     VARCHAR
);

CREATE TABLE visit_meetings (
    visit_id   BIGINT,
    meeting_id BIGINT
);

CREATE TABLE statements (
    statement_id    BIGINT,
    kind            VARCHAR,
    title           VARCHAR,
    date            VARCHAR,
    date_earliest   DATE,
    date_latest     DATE,
    date_basis      VARCHAR,
    date_derivation VARCHAR,
    countries       VARCHAR[],
    meeting_id      BIGINT,
    agreement_id    BIGINT,
    answers_id      BIGINT,
    articles        INTEGER,
    origins         INTEGER
);

CREATE TABLE statement_actors (
    statement_id BIGINT,
    actor_id     BIGINT,
    part         VARCHAR
);
