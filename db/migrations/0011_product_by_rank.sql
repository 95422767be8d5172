-- What filters and orders of a listing look at, side by side in the order in which candidates come.

CREATE INDEX product_by_rank ON product (
    rank, state, brand_id, created_at, rating_hundredths, rating_count, stock_state
);
