-- The names by which texts may name therapies and conditions, so that the checks find those that nothing tags.
CREATE TABLE topic_name (
    kind     TEXT NOT NULL CHECK (kind IN ('therapy', 'condition')),
    id       TEXT NOT NULL,
    -- 0 is its name; the others are those by which it is also known, in order.
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    PRIMARY KEY (kind, id, position)
) STRICT, WITHOUT ROWID;

INSERT INTO topic_name (kind, id, position, name)
SELECT e.kind, e.id, 0, json_extract(r.body, '$.name')
FROM entry e
JOIN revision r ON r.kind = e.kind AND r.owner = e.id AND r.number = e.revision
WHERE e.kind IN ('therapy', 'condition');

INSERT INTO topic_name (kind, id, position, name)
SELECT e.kind, e.id, other.key + 1, other.value
FROM entry e
JOIN revision r ON r.kind = e.kind AND r.owner = e.id AND r.number = e.revision
JOIN json_each(r.body, '$.also_known_as') other
WHERE e.kind IN ('therapy', 'condition');
