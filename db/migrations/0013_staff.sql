-- Who runs the shop: staff, what their roles permit, and how they prove who they are.

-- What staff may be permitted to do, as `resource:action`. Commands and routes name these.
CREATE TABLE permission (
    code TEXT PRIMARY KEY CHECK (code GLOB '[a-z]*:[a-z]*')
) STRICT, WITHOUT ROWID;
INSERT INTO permission (code) VALUES
    ('audit:read'), ('dashboard:read'),
    ('inventory:adjust'), ('inventory:approve'), ('inventory:count'), ('inventory:limit'), ('inventory:purchase'),
    ('inventory:read'), ('inventory:receive'), ('inventory:transfer'),
    ('order:cancel'), ('order:deliver'), ('order:note'), ('order:read'), ('order:ship'),
    ('payment:create'), ('payment:record'), ('payment:refund'),
    ('settings:write'), ('staff:assign'), ('staff:invite'), ('staff:read');

INSERT INTO principal_permission (kind, permission) VALUES
    ('visitor', 'staff:accept'), ('visitor', 'staff:log_in'), ('system', 'settings:write'), ('system', 'staff:invite');

-- An owner's role has every permission there is, also those that later versions add.
CREATE TABLE role (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 60),
    is_owner INTEGER NOT NULL DEFAULT 0 CHECK (is_owner IN (0, 1))
) STRICT;
INSERT INTO role (code, name, is_owner) VALUES
    ('owner', 'Owner', 1), ('stockroom', 'Stockroom', 0), ('orders', 'Orders', 0), ('viewer', 'Viewer', 0);

CREATE TABLE role_permission (
    role_id INTEGER NOT NULL REFERENCES role (id),
    permission TEXT NOT NULL REFERENCES permission (code),
    PRIMARY KEY (role_id, permission)
) STRICT, WITHOUT ROWID;
INSERT INTO role_permission (role_id, permission)
SELECT role.id, permission.code
FROM role CROSS JOIN permission
WHERE role.code = 'stockroom' AND (permission.code GLOB 'inventory:*' OR permission.code IN ('order:read', 'order:ship'))
    OR role.code = 'orders' AND (
        permission.code GLOB 'order:*' OR permission.code GLOB 'payment:*'
        OR permission.code IN ('dashboard:read', 'inventory:read')
    )
    OR role.code = 'viewer' AND permission.code IN ('dashboard:read', 'inventory:read', 'order:read');

-- Invited staff become active when they set up their login. Suspended ones are permitted nothing.
CREATE TABLE staff (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(email) BETWEEN 3 AND 254),
    name TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'suspended')),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE staff_role (
    staff_id TEXT NOT NULL REFERENCES staff (id),
    role_id INTEGER NOT NULL REFERENCES role (id),
    PRIMARY KEY (staff_id, role_id)
) STRICT, WITHOUT ROWID;

-- `token_hash` is the hash of the text in the link. Another invitation of the same person ends earlier ones.
CREATE TABLE staff_invitation (
    token_hash TEXT PRIMARY KEY,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_invitation_by_staff ON staff_invitation (staff_id);

-- `key_hash` is the hash of the login key, which is random and shown once. `totp_sealed` is sealed with a key that only the
-- component `admin` is given. `totp_step` is the newest step whose code was used: no code works twice.
CREATE TABLE staff_credential (
    staff_id TEXT PRIMARY KEY REFERENCES staff (id),
    key_hash TEXT NOT NULL,
    totp_sealed TEXT NOT NULL,
    totp_step INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    blocked_until INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- What staff wrote about an order, for staff only.
CREATE TABLE order_note (
    id TEXT PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (id),
    principal TEXT NOT NULL,
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
    written_at INTEGER NOT NULL
) STRICT;
CREATE INDEX order_note_by_order ON order_note (order_id, written_at);

-- Orders to pick are those that hold stock and wait for nothing; ids of orders rise with time.
CREATE INDEX stock_allocation_held ON stock_allocation (order_id) WHERE state = 'held';
CREATE INDEX fulfilment_on_its_way ON fulfilment (order_id) WHERE state = 'shipped';

-- What staff did, for the search of the audit log by person.
CREATE INDEX audit_by_staff ON audit (principal, id) WHERE principal GLOB 'staff:*';
