-- Every word of the stored index with its places, in order.
SELECT term, doc, col, "offset" FROM temp.stored_words;
