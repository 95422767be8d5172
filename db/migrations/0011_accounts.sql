-- Customers: who has an account, how they prove it, and what they keep there.

-- A confirmed address belongs to one account. Accounts that wait for their confirmation reserve nothing: several may wait
-- for one address, and the first that is confirmed gets it. `email_digest` is outpost_domain::account::Email::digest.
-- An anonymised customer is an id, to which orders still point.
CREATE TABLE customer (
    id TEXT PRIMARY KEY,
    email TEXT CHECK (length(email) BETWEEN 3 AND 254),
    email_digest TEXT CHECK (length(email_digest) = 64),
    email_verified_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    locale_code TEXT NOT NULL REFERENCES locale (code),
    market_code TEXT NOT NULL REFERENCES market (code),
    created_at INTEGER NOT NULL,
    anonymised_at INTEGER,
    CONSTRAINT anonymised_keeps_nothing CHECK (
        (anonymised_at IS NULL) = (email IS NOT NULL) AND (email IS NULL) = (email_digest IS NULL)
        AND (anonymised_at IS NULL OR (name = '' AND email_verified_at IS NULL))
    )
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX customer_by_email ON customer (email_digest) WHERE email_verified_at IS NOT NULL;
CREATE INDEX customer_waiting_by_email ON customer (email_digest) WHERE email_verified_at IS NULL;
CREATE INDEX customer_waiting ON customer (created_at) WHERE email_verified_at IS NULL AND anonymised_at IS NULL;

-- `password_hash` is sealed with a key that only the component `account` is given. `version` rises with every password.
CREATE TABLE credential (
    customer_id TEXT PRIMARY KEY REFERENCES customer (id) ON DELETE CASCADE,
    password_hash TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    password_set_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Links that were sent by mail, each for one use. The link holds the id, sealed: nobody makes one from a copy of this
-- table. `email` is the address that an account changes to.
CREATE TABLE account_token (
    id TEXT PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ('verify_email', 'reset_password', 'change_email')),
    customer_id TEXT NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
    email TEXT CHECK ((email IS NOT NULL) = (purpose = 'change_email')),
    email_digest TEXT CHECK ((email_digest IS NOT NULL) = (purpose = 'change_email')),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX account_token_by_customer ON account_token (customer_id, purpose, created_at);

-- Wrong passwords in a row by mail address, whether it has an account or not.
CREATE TABLE login_failure (
    email_digest TEXT PRIMARY KEY,
    failures INTEGER NOT NULL CHECK (failures >= 1),
    failed_at INTEGER NOT NULL,
    blocked_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX login_failure_by_age ON login_failure (failed_at);

CREATE TABLE customer_address (
    customer_id TEXT NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
    name TEXT NOT NULL CHECK (name <> ''),
    line1 TEXT NOT NULL CHECK (line1 <> ''),
    line2 TEXT NOT NULL,
    city TEXT NOT NULL CHECK (city <> ''),
    region TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    country_code TEXT NOT NULL CHECK (country_code GLOB '[A-Z][A-Z]'),
    phone TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (customer_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX customer_address_default ON customer_address (customer_id) WHERE is_default;

INSERT INTO principal_permission (kind, permission) VALUES
    ('visitor', 'account:register'),
    ('visitor', 'account:verify'),
    ('visitor', 'account:log_in'),
    ('visitor', 'account:reset'),
    ('customer', 'account:own'),
    ('customer', 'account:anonymise');
