-- What orders pages that say as much of what is searched for: how much of their title that is, and whether somebody has
-- reviewed what they say. All pages are indexed anew, because the words of a title are counted by the program.

DROP TABLE search_digest;

-- All values of a page by their numbers, such as `1 2 17`, how many words its title has, and whether its text is reviewed.
-- Nothing else is read of the pages that match, to narrow, to count and to order them: they may be all.
CREATE TABLE search_digest (
    page        INTEGER NOT NULL PRIMARY KEY REFERENCES search_page (id),
    title_words INTEGER NOT NULL,
    is_reviewed INTEGER NOT NULL CHECK (is_reviewed IN (0, 1)),
    facets      TEXT NOT NULL
) STRICT;

INSERT INTO search_pending (kind, owner)
SELECT p.kind, p.owner
FROM search_page p
WHERE TRUE
ON CONFLICT (kind, owner) DO NOTHING;
