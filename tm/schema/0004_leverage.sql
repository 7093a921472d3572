-- The translation memory, fourth form: passages that statements quote, how they
-- were translated, and every quotation of a statement; and how a search index knows
-- its memory.

-- A text that is quoted, once: its paragraphs with a line feed between them.
-- `id` is a hash of language and text.
CREATE TABLE passage (
    id TEXT PRIMARY KEY,
    locale TEXT NOT NULL,
    text TEXT NOT NULL,
    added TEXT NOT NULL
) STRICT;

-- Where a passage stands and whose words it is. The last one counts; what was
-- said before stays.
CREATE TABLE passage_origin (
    id INTEGER PRIMARY KEY,
    passage TEXT NOT NULL REFERENCES passage (id),
    document TEXT NOT NULL,
    paragraph TEXT NOT NULL,
    speaker TEXT NOT NULL,
    day TEXT NOT NULL,
    citation TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX passage_origin_by_passage ON passage_origin (passage);

-- A translation of a passage. Of one text the last row counts; several texts that
-- are not superseded disagree, and people decide.
CREATE TABLE passage_version (
    id INTEGER PRIMARY KEY,
    passage TEXT NOT NULL REFERENCES passage (id),
    locale TEXT NOT NULL,
    text TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('official', 'publisher', 'press', 'ours', 'unreviewed')),
    citation TEXT NOT NULL,
    by TEXT,
    added TEXT NOT NULL,
    superseded INTEGER NOT NULL DEFAULT 0 CHECK (superseded IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX passage_version_once ON passage_version (passage, locale, text)
    WHERE superseded = 0;
CREATE INDEX passage_version_by_passage ON passage_version (passage);

-- That the quotations of a version were looked for: it may have none.
CREATE TABLE quoted (
    version INTEGER PRIMARY KEY REFERENCES version (id)
) STRICT;

-- A quotation of a statement, a row for each paragraph that it runs through: the
-- characters of that paragraph from `first` on and before `past`, without the marks.
CREATE TABLE quotation (
    version INTEGER NOT NULL REFERENCES quoted (version),
    number INTEGER NOT NULL,
    part INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    first INTEGER NOT NULL,
    past INTEGER NOT NULL CHECK (past >= first),
    depth INTEGER NOT NULL,
    speaker TEXT,
    PRIMARY KEY (version, number, part),
    FOREIGN KEY (version, paragraph) REFERENCES paragraph (version, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER keep_passage BEFORE DELETE ON passage BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER keep_passage_origin BEFORE DELETE ON passage_origin BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER keep_passage_version BEFORE DELETE ON passage_version BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER keep_quoted BEFORE DELETE ON quoted BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER keep_quotation BEFORE DELETE ON quotation BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER same_passage BEFORE UPDATE ON passage BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER same_passage_origin BEFORE UPDATE ON passage_origin BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER same_passage_version BEFORE UPDATE OF id, passage, locale, text, status, citation, by, added
    ON passage_version BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER same_quotation BEFORE UPDATE ON quotation BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;

-- One row: a sum over all variants, each with its number, its source and its identity,
-- so that an index of another memory is seen for what it is.
CREATE TABLE extent (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    digest INTEGER NOT NULL
) STRICT;
INSERT INTO extent VALUES (1, 0);
