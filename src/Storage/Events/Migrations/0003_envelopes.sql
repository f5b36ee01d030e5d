-- What sealed projects have in the place of events. docs/formats/event-store.md says what each column means.
CREATE TABLE envelopes (
    project INTEGER NOT NULL,
    seq BIGINT NOT NULL,
    epoch UBIGINT NOT NULL,
    hour TIMESTAMP NOT NULL,
    id BLOB NOT NULL,
    size UINTEGER NOT NULL,
    bytes BLOB NOT NULL,
    note BLOB NOT NULL,
    segment UUID
);

-- The last number given out, which must not come back when its envelope has gone.
CREATE TABLE envelope_numbers (
    project INTEGER NOT NULL,
    last BIGINT NOT NULL
);
