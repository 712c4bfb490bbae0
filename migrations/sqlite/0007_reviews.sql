-- Reviews that were made over HTTP, beside the revisions; which review of an article counts, and until when.

-- Rows are only ever added. What the front matter of a text says of its review is in its revision.
CREATE TABLE review (
    article_id     TEXT NOT NULL,
    -- Of the write that kept it.
    version        INTEGER NOT NULL,
    -- The published revision that was reviewed.
    revision       INTEGER NOT NULL,
    -- Slugs of people, as a JSON array.
    reviewers      TEXT NOT NULL CHECK (json_valid(reviewers)),
    kind           TEXT NOT NULL CHECK (kind IN ('clinical', 'editorial')),
    reviewed_on    TEXT NOT NULL,
    next_review_on TEXT NOT NULL CHECK (next_review_on >= reviewed_on),
    recorded_at    TEXT NOT NULL,
    -- As in `revision.written_by`.
    written_by     TEXT NOT NULL,
    request_id     TEXT,
    message        TEXT CHECK (length(message) BETWEEN 1 AND 500),
    PRIMARY KEY (article_id, version)
) STRICT, WITHOUT ROWID;

CREATE INDEX review_by_day ON review (article_id, reviewed_on, version);

CREATE TRIGGER review_is_never_changed BEFORE UPDATE ON review
BEGIN
    SELECT RAISE(ABORT, 'a review is never changed');
END;

CREATE TRIGGER review_is_never_removed BEFORE DELETE ON review
BEGIN
    SELECT RAISE(ABORT, 'a review is never removed');
END;

-- The review that counts, of the front matter or over HTTP, as JSON with the day of the next one; and the day by which the
-- next review is due: of what never was reviewed, that of its first publication.
ALTER TABLE article ADD COLUMN review TEXT CHECK (json_valid(review));
ALTER TABLE article ADD COLUMN review_due_on TEXT;
ALTER TABLE publication ADD COLUMN review TEXT;

-- Until now every review that counts was in the front matter. `floor` keeps the 29th of February in its month.
UPDATE publication
SET review = (
    SELECT json_set(
        json_extract(r.body, '$.review'),
        '$.next',
        coalesce(
            json_extract(r.body, '$.review.next'),
            date(json_extract(r.body, '$.review.on'), '+36 months', 'floor'),
            '9999-12-31'
        )
    )
    FROM revision r
    WHERE r.kind = 'article' AND r.owner = publication.owner AND r.number = publication.revision
        AND json_extract(r.body, '$.review') IS NOT NULL
)
WHERE kind = 'article';

UPDATE article
SET review = (
        SELECT p.review
        FROM publication p
        WHERE p.kind = 'article' AND p.owner = article.id AND p.revision IS NOT NULL
        ORDER BY p.version DESC
        LIMIT 1
    );

UPDATE article
SET review_due_on = coalesce(json_extract(review, '$.next'), substr(first_published_at, 1, 10));

CREATE INDEX article_by_review_due ON article (review_due_on, id) WHERE published_revision IS NOT NULL;
CREATE INDEX article_by_changed_review ON article (review_due_on, id)
WHERE published_revision IS NOT NULL AND reviewed_revision <> published_revision;

DROP VIEW published_article;

CREATE VIEW published_article AS
SELECT
    a.id,
    a.locale,
    a.slug,
    a.translation_group,
    a.published_revision AS revision,
    a.reviewed_revision,
    a.review,
    a.review_due_on,
    a.summary,
    a.first_published_at,
    a.published_at,
    a.updated_at,
    a.modified_at
FROM article a
WHERE a.published_revision IS NOT NULL;
