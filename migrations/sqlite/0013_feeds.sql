-- Feeds have what was published or changed last first.
CREATE INDEX article_by_update ON article (updated_at, id) WHERE published_revision IS NOT NULL;
CREATE INDEX publication_by_withdrawal ON publication (kind, at) WHERE revision IS NULL;

-- What readers saw of everything, and since when; a row without a revision says that it was withdrawn.
CREATE VIEW published_history AS
SELECT
    p.kind,
    p.owner,
    p.version,
    p.at,
    p.revision,
    p.locale
FROM publication p;
