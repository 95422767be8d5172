UPDATE product_text SET facts = ?3 WHERE product_id = ?1 AND locale_code = ?2;
