-- The translation memory, fifth form: how the glossary came to be what it is, and under
-- which of its versions a package was made.

-- A state of the glossary that the memory has met: the same version may come again, but
-- never twice in a row.
CREATE TABLE glossary (
    number INTEGER PRIMARY KEY,
    version TEXT NOT NULL,
    day TEXT NOT NULL
) STRICT;

-- A concept as it stands from a state on, until a later one says otherwise: its rows as
-- JSON; NULL when the glossary has it no longer.
CREATE TABLE decision (
    glossary INTEGER NOT NULL REFERENCES glossary (number),
    concept TEXT NOT NULL,
    terms TEXT CHECK (terms IS NULL OR json_valid(terms)),
    PRIMARY KEY (glossary, concept)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_by_concept ON decision (concept);

-- The version of the glossary a package was made under; empty when there was none, NULL
-- when it is older than this form.
ALTER TABLE export ADD COLUMN glossary TEXT;

CREATE TRIGGER keep_glossary BEFORE DELETE ON glossary BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER keep_decision BEFORE DELETE ON decision BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER same_glossary BEFORE UPDATE ON glossary BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER same_decision BEFORE UPDATE ON decision BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER same_export_glossary BEFORE UPDATE OF glossary ON export BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
