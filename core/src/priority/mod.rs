//! How urgent a ticket is: facts to P1–P4, with the rules that fired and why.
