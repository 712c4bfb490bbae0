-- What texts claim about what helps: the index of claims, beside that of links.

-- The claims of one revision of an article, in reading order. What a claim cites are the rows of `link` at its block. Of
-- texts that were stored before, the program writes the rows when it opens the database: their words are put together by it.
CREATE TABLE claim (
    article_id TEXT NOT NULL,
    revision   INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    therapy    TEXT NOT NULL,
    condition  TEXT NOT NULL,
    strength   TEXT NOT NULL CHECK (strength IN ('supported', 'limited', 'mixed', 'insufficient', 'consensus')),
    certainty  TEXT CHECK (certainty IN ('high', 'moderate', 'low', 'very_low')),
    -- The section that it stands in, with its heading; none in introduction, disclaimer and call to action.
    section    TEXT,
    heading    TEXT,
    -- The block or list item that makes the claim.
    block      TEXT NOT NULL,
    -- The words of the claim as readers see them.
    text       TEXT NOT NULL,
    PRIMARY KEY (article_id, revision, position),
    CHECK ((section IS NULL) = (heading IS NULL))
) STRICT;

CREATE INDEX claim_by_condition ON claim (condition, therapy, article_id, revision);
CREATE INDEX claim_by_therapy ON claim (therapy, condition, article_id, revision);

-- What published articles claim.
CREATE VIEW published_claim AS
SELECT
    c.article_id,
    c.position,
    c.therapy,
    c.condition,
    c.strength,
    c.certainty,
    c.section,
    c.heading,
    c.block,
    c.text
FROM claim c
JOIN article a ON a.id = c.article_id AND a.published_revision = c.revision;
