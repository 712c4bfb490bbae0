-- When an answer changed last, what each write touched of the answers, and how much there is.

-- The moment at which anything that the answer about an article or entry rests on changed last; it never goes back.
-- Of what was stored before nothing is known but that all of it had happened at the last change of anything.
ALTER TABLE article ADD COLUMN modified_at TEXT NOT NULL DEFAULT '';
ALTER TABLE entry ADD COLUMN modified_at TEXT NOT NULL DEFAULT '';

UPDATE article
SET modified_at = (
    SELECT max(changed.at)
    FROM (
        SELECT max(updated_at) AS at FROM article
        UNION ALL
        SELECT max(updated_at) FROM entry
        UNION ALL
        SELECT max(removed_at) FROM removed_article
    ) changed
);

UPDATE entry
SET modified_at = (
    SELECT max(changed.at)
    FROM (
        SELECT max(updated_at) AS at FROM article
        UNION ALL
        SELECT max(updated_at) FROM entry
        UNION ALL
        SELECT max(removed_at) FROM removed_article
    ) changed
);

-- The tags of the answers that a write may have changed, as kind and name: more than `change_log` names, because an answer
-- also rests on slugs, translations and lists.
CREATE TABLE touched (
    version INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    name    TEXT NOT NULL,
    PRIMARY KEY (version, kind, name)
) STRICT, WITHOUT ROWID;

-- Counting the revisions anew would read an index that grows for ever.
ALTER TABLE content_version ADD COLUMN revisions INTEGER NOT NULL DEFAULT 0 CHECK (revisions >= 0);

UPDATE content_version SET revisions = (SELECT count(*) FROM revision);

DROP VIEW published_article;
DROP VIEW published_entry;

CREATE VIEW published_article AS
SELECT
    a.id,
    a.locale,
    a.slug,
    a.translation_group,
    a.published_revision AS revision,
    a.reviewed_revision,
    a.summary,
    a.first_published_at,
    a.published_at,
    a.updated_at,
    a.modified_at
FROM article a
WHERE a.published_revision IS NOT NULL;

CREATE VIEW published_entry AS
SELECT
    e.kind,
    e.id,
    e.revision,
    r.body,
    e.citation,
    e.updated_at,
    e.modified_at
FROM entry e
JOIN revision r ON r.kind = e.kind AND r.owner = e.id AND r.number = e.revision;
