-- What filters and orders of a listing look at, side by side in the order in which candidates come.

CREATE INDEX product_by_rank ON product (
    rank, state, brand_id, created_at, stock_state, stars_1, stars_2, stars_3, stars_4, stars_5
);
