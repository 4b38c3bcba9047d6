-- Format 2: documents that a person made or the program decided (annotations, targets, saved views, remedies, models, conversations).
CREATE TABLE record(
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    dataset_id INTEGER NOT NULL,
    body TEXT NOT NULL,
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    decides INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY(kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_of_dataset ON record(kind, dataset_id);
CREATE INDEX record_position ON record(position);
