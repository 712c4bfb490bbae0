-- All that happened to a paper by imported data, and not only what stood of each of its identifiers: a paper may have been
-- retracted under one and reinstated under another.

-- The latest day on which each thing happened to a paper, under each identifier in the form of `reference_identifier`: what
-- stands of a paper needs no more. Papers that no reference is of are kept too: such a reference may be written later.
ALTER TABLE retraction RENAME TO standing_retraction;

CREATE TABLE retraction (
    identifier TEXT NOT NULL,
    nature     TEXT NOT NULL CHECK (nature IN ('retracted', 'concern', 'corrected', 'reinstated')),
    noticed_on TEXT NOT NULL,
    PRIMARY KEY (identifier, nature)
) STRICT, WITHOUT ROWID;

INSERT INTO retraction (identifier, nature, noticed_on)
SELECT s.identifier, s.nature, s.noticed_on
FROM standing_retraction s;

DROP TABLE standing_retraction;

-- Whether all of it was kept of the data that was imported last. Of data that was not, the same file can be imported again.
ALTER TABLE retraction_data ADD COLUMN is_whole INTEGER NOT NULL DEFAULT 0 CHECK (is_whole IN (0, 1));
