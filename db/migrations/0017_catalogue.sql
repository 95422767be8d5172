-- What editors keep of products beyond what is sold: versions, what law asks for, earlier addresses and prices, what is planned.

INSERT INTO permission (code) VALUES ('catalogue:read'), ('catalogue:write');
INSERT INTO principal_permission (kind, permission) VALUES ('system', 'catalogue:write'), ('job', 'catalogue:schedule');
INSERT INTO role (code, name) VALUES ('catalogue', 'Catalogue');
INSERT INTO role_permission (role_id, permission)
SELECT role.id, permission.code
FROM role CROSS JOIN permission
WHERE role.code = 'catalogue' AND permission.code IN ('catalogue:read', 'catalogue:write', 'inventory:read')
    OR role.code = 'viewer' AND permission.code = 'catalogue:read';

-- `version` rises with every edit: whoever saves names the one they saw. `manufacturer` and `eu_contact` are names with addresses.
ALTER TABLE product ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE product ADD COLUMN manufacturer TEXT NOT NULL DEFAULT '';
ALTER TABLE product ADD COLUMN eu_contact TEXT NOT NULL DEFAULT '';
ALTER TABLE product ADD COLUMN origin_country TEXT NOT NULL DEFAULT '' CHECK (origin_country = '' OR origin_country GLOB '[A-Z][A-Z]');
ALTER TABLE product ADD COLUMN hs_code TEXT NOT NULL DEFAULT '' CHECK (hs_code NOT GLOB '*[^0-9]*');
ALTER TABLE product ADD COLUMN guarantee_years INTEGER NOT NULL DEFAULT 0 CHECK (guarantee_years BETWEEN 0 AND 99);
ALTER TABLE product_text ADD COLUMN ingredients TEXT NOT NULL DEFAULT '';
ALTER TABLE product_text ADD COLUMN allergens TEXT NOT NULL DEFAULT '';
CREATE INDEX product_unpublished ON product (state) WHERE state <> 'published';
CREATE INDEX product_by_category ON product (category_id);

-- What a piece holds, in grams, millilitres, millimetres or square centimetres: prices are given by kg, l, m and m² as well.
ALTER TABLE variant ADD COLUMN measure INTEGER CHECK (measure > 0);
ALTER TABLE variant ADD COLUMN measure_unit TEXT CHECK (
    (measure IS NULL) = (measure_unit IS NULL) AND measure_unit IN ('g', 'ml', 'mm', 'cm2')
);

-- Slugs that a product had: their addresses lead to it.
CREATE TABLE product_redirect (
    slug TEXT PRIMARY KEY,
    product_id INTEGER NOT NULL REFERENCES product (id)
) STRICT, WITHOUT ROWID;

-- Prices that were asked until `ended_at`, kept by triggers.
CREATE TABLE price_history (
    variant_id INTEGER NOT NULL,
    market_code TEXT NOT NULL,
    ended_at INTEGER NOT NULL,
    amount_minor INTEGER NOT NULL,
    PRIMARY KEY (variant_id, market_code, ended_at)
) STRICT, WITHOUT ROWID;

-- Prices to come. The job `project-catalogue` makes them the variant's prices when their time comes.
CREATE TABLE planned_price (
    variant_id INTEGER NOT NULL REFERENCES variant (id),
    market_code TEXT NOT NULL REFERENCES market (code),
    starts_at INTEGER NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    compare_at_minor INTEGER CHECK (compare_at_minor > amount_minor),
    PRIMARY KEY (variant_id, market_code, starts_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX planned_price_by_start ON planned_price (starts_at);

-- Markets in which a product is not sold although it has prices: until then, or until it is published there.
CREATE TABLE product_withheld (
    product_id INTEGER NOT NULL REFERENCES product (id),
    market_code TEXT NOT NULL REFERENCES market (code),
    until INTEGER,
    PRIMARY KEY (product_id, market_code)
) STRICT, WITHOUT ROWID;
CREATE INDEX product_withheld_by_end ON product_withheld (until) WHERE until IS NOT NULL;
