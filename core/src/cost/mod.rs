//! What a repair will cost and how long it will take, by line and payer, with a range.
