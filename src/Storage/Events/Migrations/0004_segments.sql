-- What key holders made of envelopes, and the signed chains that say so. The bytes lie in files; a row stays when its bytes have gone.
CREATE TABLE segments (
    project INTEGER NOT NULL,
    epoch UBIGINT NOT NULL,
    id UUID NOT NULL,
    size BIGINT NOT NULL,
    first_seq BIGINT,
    last_seq BIGINT,
    envelopes BIGINT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    replaced_by UUID,
    undone_at TIMESTAMP,
    has_bytes BOOLEAN NOT NULL
);

CREATE TABLE manifests (
    project INTEGER NOT NULL,
    epoch UBIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    entry BLOB NOT NULL,
    signature BLOB NOT NULL
);
