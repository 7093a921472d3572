-- The translation memory, second form: what was found wrong when it came in.

-- The codes of the error findings of a translation, sorted, a space between them;
-- empty: none was found when it last came in.
ALTER TABLE variant ADD COLUMN marks TEXT NOT NULL DEFAULT '';

-- How many units of a file were taken with a mark.
ALTER TABLE receipt ADD COLUMN marked INTEGER NOT NULL DEFAULT 0;
