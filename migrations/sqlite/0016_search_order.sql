-- What orders pages by more than their words: how much of their title is searched for, whether they are articles, and whether
-- somebody has reviewed what they say. All pages are indexed anew, because the words of a title are counted by the program.

DROP TABLE search_digest;

-- What is read of the pages that match, to narrow, to count and to order them: they may be all, so it is one text, made when
-- they are written. Its numbers are the page, the words of its title, 1 for an article, 1 where its text is reviewed, and then
-- all values of the page, such as `7 5 1 0 2 17`.
CREATE TABLE search_digest (
    page   INTEGER NOT NULL PRIMARY KEY REFERENCES search_page (id),
    digest TEXT NOT NULL
) STRICT;

INSERT INTO search_pending (kind, owner)
SELECT p.kind, p.owner
FROM search_page p
WHERE TRUE
ON CONFLICT (kind, owner) DO NOTHING;
