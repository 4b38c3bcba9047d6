-- Format 1: what a person made or the program decided.
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE dataset(
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    rows INTEGER NOT NULL,
    first_day INTEGER,
    last_day INTEGER,
    currency TEXT NOT NULL,
    facts_table TEXT NOT NULL,
    rollup_table TEXT NOT NULL,
    rollup_fields TEXT NOT NULL
) STRICT;
CREATE TABLE dataset_column(
    dataset_id INTEGER NOT NULL REFERENCES dataset(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    field TEXT NOT NULL,
    type TEXT NOT NULL,
    scale INTEGER NOT NULL,
    role TEXT NOT NULL,
    kind TEXT NOT NULL,
    unit TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY(dataset_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE snapshot(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    dataset_id INTEGER NOT NULL REFERENCES dataset(id) ON DELETE CASCADE,
    file TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    source TEXT NOT NULL,
    created TEXT NOT NULL,
    mode TEXT NOT NULL CHECK(mode IN ('replace', 'append', 'upsert')),
    key_fields TEXT NOT NULL,
    rows INTEGER NOT NULL,
    rejected_rows INTEGER NOT NULL,
    reading TEXT NOT NULL
) STRICT;
CREATE INDEX snapshot_of_dataset ON snapshot(dataset_id, id);
CREATE TABLE reject(
    snapshot_id INTEGER NOT NULL REFERENCES snapshot(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    line INTEGER NOT NULL,
    reason TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY(snapshot_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE event(id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL) STRICT;
