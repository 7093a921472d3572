-- The translation memory, fourth form: passages that are quoted, and how a search index
-- knows its memory.

-- One row: a sum over the identities of all variants, so that an index of another
-- memory is seen for what it is.
CREATE TABLE extent (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    digest INTEGER NOT NULL
) STRICT;
INSERT INTO extent VALUES (1, 0);
