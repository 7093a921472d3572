-- The translation memory, third form: documents as they came, what other memories
-- say beside a translation, and what was decided on units that were kept aside.

-- The bytes of a statement that is a document (HTML, DOCX ...), so that its
-- translation leaves in the same dress. `format` is the word of the reader.
CREATE TABLE original (
    version INTEGER PRIMARY KEY REFERENCES version (id),
    format TEXT NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

-- What a foreign memory says beside a translation, as JSON; NULL when nothing.
ALTER TABLE variant ADD COLUMN extra TEXT;

-- What was said when a unit was kept aside, and the line of the file where it stood.
ALTER TABLE quarantine ADD COLUMN message TEXT NOT NULL DEFAULT '';
ALTER TABLE quarantine ADD COLUMN line INTEGER;

-- What was decided on a unit that was kept aside. The last one counts; the
-- earlier ones stay.
CREATE TABLE verdict (
    id INTEGER PRIMARY KEY,
    quarantine INTEGER NOT NULL REFERENCES quarantine (id),
    word TEXT NOT NULL CHECK (word IN ('accepted', 'rejected')),
    day TEXT NOT NULL,
    by TEXT,
    identity TEXT REFERENCES variant (identity), -- what was taken into the memory
    reason TEXT,
    CHECK ((word = 'accepted') = (identity IS NOT NULL))
) STRICT;
CREATE INDEX verdict_by_unit ON verdict (quarantine);

CREATE TRIGGER keep_original BEFORE DELETE ON original BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER keep_verdict BEFORE DELETE ON verdict BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER same_original BEFORE UPDATE ON original BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER same_verdict BEFORE UPDATE ON verdict BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
