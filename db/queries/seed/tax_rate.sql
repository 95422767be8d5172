INSERT INTO tax_rate (country_code, tax_class, rate_basis_points) VALUES (?1, ?2, ?3);
