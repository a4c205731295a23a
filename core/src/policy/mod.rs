//! The bundle of all policy documents of a desk, its cross-checks, and what they find.
