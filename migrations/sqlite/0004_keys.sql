-- Keys, of which only a digest is kept. They are not content: no revision, no number of `content_version`.
CREATE TABLE api_key (
    -- The public part of the key.
    id           TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 8 AND id NOT GLOB '*[^0-9A-Za-z]*'),
    -- The SHA-256 of its secret.
    digest       BLOB NOT NULL CHECK (length(digest) = 32),
    scope        TEXT NOT NULL CHECK (scope IN ('read', 'preview', 'write', 'publish', 'admin')),
    note         TEXT CHECK (length(note) BETWEEN 1 AND 200),
    created_at   TEXT NOT NULL,
    expires_at   TEXT NOT NULL CHECK (expires_at > created_at),
    -- To the minute.
    last_used_at TEXT,
    revoked_at   TEXT
) STRICT;
