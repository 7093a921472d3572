-- The translation memory, first form.
-- Nothing is ever deleted: what is outlived is marked as superseded.
-- Keys are numbers made by text::key; SQLite folds for none of our languages.
-- Days are YYYY-MM-DD; hours are not kept.

-- A statement by its name inside the folder of statements.
CREATE TABLE statement (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- A release of a statement. A new release is a new version; the old one stays.
CREATE TABLE version (
    id INTEGER PRIMARY KEY,
    statement INTEGER NOT NULL REFERENCES statement (id),
    number INTEGER NOT NULL,
    locale TEXT NOT NULL,
    hash TEXT NOT NULL,
    added TEXT NOT NULL,
    UNIQUE (statement, number)
) STRICT;

CREATE TABLE paragraph (
    version INTEGER NOT NULL REFERENCES version (id),
    number INTEGER NOT NULL,
    line INTEGER NOT NULL,
    kind TEXT NOT NULL,
    translate INTEGER NOT NULL CHECK (translate IN (0, 1)),
    after TEXT NOT NULL,
    PRIMARY KEY (version, number)
) STRICT, WITHOUT ROWID;

-- A source content, once: its text, and with its codes (JSON) if it has any.
CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    locale TEXT NOT NULL,
    key INTEGER NOT NULL,
    plain TEXT NOT NULL,
    content TEXT
) STRICT;
CREATE INDEX source_by_key ON source (key);

CREATE TABLE segment (
    version INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    number INTEGER NOT NULL,
    before TEXT NOT NULL,
    source INTEGER NOT NULL REFERENCES source (id),
    PRIMARY KEY (version, paragraph, number),
    FOREIGN KEY (version, paragraph) REFERENCES paragraph (version, number)
) STRICT, WITHOUT ROWID;

-- A translation of a source into a locale.
CREATE TABLE variant (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source (id),
    locale TEXT NOT NULL,
    plain TEXT NOT NULL,
    content TEXT,
    identity TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('initial', 'translated', 'reviewed', 'final')),
    origin TEXT NOT NULL,
    file TEXT NOT NULL,
    export TEXT,
    unit TEXT,
    added TEXT NOT NULL,
    by TEXT,
    superseded INTEGER NOT NULL DEFAULT 0 CHECK (superseded IN (0, 1))
) STRICT;
CREATE INDEX variant_by_source ON variant (source, locale);
CREATE INDEX variant_by_locale ON variant (locale, identity);

-- Where a variant was seen: the segments around it; NULL is an edge of the document.
CREATE TABLE context (
    id INTEGER PRIMARY KEY,
    variant INTEGER NOT NULL REFERENCES variant (id),
    previous INTEGER REFERENCES source (id),
    next INTEGER REFERENCES source (id),
    export TEXT, -- the export whose answer put it there
    superseded INTEGER NOT NULL DEFAULT 0 CHECK (superseded IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX context_once ON context (variant, ifnull(previous, 0), ifnull(next, 0));

-- What was sent out, and what the memory held for each unit at that moment.
CREATE TABLE export (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES version (id),
    locale TEXT NOT NULL,
    profile TEXT NOT NULL,
    made TEXT NOT NULL,
    stamp TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    bands TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX export_by_version ON export (version, locale);

CREATE TABLE export_unit (
    export TEXT NOT NULL REFERENCES export (id),
    position INTEGER NOT NULL,
    unit TEXT NOT NULL,
    translate INTEGER NOT NULL CHECK (translate IN (0, 1)),
    source INTEGER NOT NULL REFERENCES source (id),
    held TEXT NOT NULL, -- a JSON list of identities: what the memory held for this very place
    sent TEXT REFERENCES variant (identity), -- what stood in the file as its target
    PRIMARY KEY (export, position)
) STRICT, WITHOUT ROWID;

-- Files that lie beside the packages, and what they were made of: where both
-- are as they were, nothing is made again.
CREATE TABLE made (
    name TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,
    hash TEXT NOT NULL,
    units INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every file that came in, with its receipt.
CREATE TABLE receipt (
    id INTEGER PRIMARY KEY,
    file TEXT NOT NULL,
    hash TEXT NOT NULL,
    day TEXT NOT NULL,
    units INTEGER NOT NULL,
    added INTEGER NOT NULL,
    same INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    conflicting INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    CHECK (units = added + same + updated + conflicting + rejected)
) STRICT;
CREATE INDEX receipt_by_hash ON receipt (hash);

-- What came back and was not believed.
CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY,
    receipt INTEGER NOT NULL REFERENCES receipt (id),
    export TEXT,
    unit TEXT NOT NULL,
    locale TEXT NOT NULL,
    reason TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL
) STRICT;

-- Counts every change of a locale's variants, so that work done on an older
-- state is known to be old.
CREATE TABLE revision (
    locale TEXT PRIMARY KEY,
    number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER variant_added AFTER INSERT ON variant BEGIN
    INSERT INTO revision VALUES (new.locale, 1)
        ON CONFLICT (locale) DO UPDATE SET number = number + 1;
END;
CREATE TRIGGER variant_changed AFTER UPDATE ON variant BEGIN
    INSERT INTO revision VALUES (new.locale, 1)
        ON CONFLICT (locale) DO UPDATE SET number = number + 1;
END;
CREATE TRIGGER context_added AFTER INSERT ON context BEGIN
    UPDATE revision SET number = number + 1
        WHERE locale = (SELECT locale FROM variant WHERE id = new.variant);
END;
-- Who answered is no reason to make a package again.
CREATE TRIGGER context_changed AFTER UPDATE ON context WHEN old.superseded <> new.superseded BEGIN
    UPDATE revision SET number = number + 1
        WHERE locale = (SELECT locale FROM variant WHERE id = new.variant);
END;

CREATE TRIGGER keep_statement BEFORE DELETE ON statement BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER keep_version BEFORE DELETE ON version BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER keep_paragraph BEFORE DELETE ON paragraph BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER keep_segment BEFORE DELETE ON segment BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER keep_source BEFORE DELETE ON source BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER keep_variant BEFORE DELETE ON variant BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER keep_context BEFORE DELETE ON context BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER keep_export BEFORE DELETE ON export BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER keep_export_unit BEFORE DELETE ON export_unit BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER keep_receipt BEFORE DELETE ON receipt BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
CREATE TRIGGER keep_quarantine BEFORE DELETE ON quarantine BEGIN SELECT raise(ABORT, 'the memory never forgets'); END;
