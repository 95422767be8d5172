-- Every word of the index made anew with its places, in order.
SELECT term, doc, col, "offset" FROM temp.due_words;
