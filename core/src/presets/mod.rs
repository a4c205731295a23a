//! Policy bundles that ship with the library.
