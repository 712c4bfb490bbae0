-- Published articles as readers get them, so that one row is the answer. What is not here is built by whoever asks for it
-- first; all of it may be deleted at any time.
CREATE TABLE built_article (
    article_id TEXT NOT NULL PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    -- What built it: another program or other addresses give another document.
    builder    TEXT NOT NULL,
    -- All writes up to this one are in it. It is the answer until `sync_item` has the article under a later one.
    version    INTEGER NOT NULL,
    -- What it rests on, a name in each line.
    tags       TEXT NOT NULL,
    -- JSON, in UTF-8.
    document   BLOB NOT NULL
) STRICT;
