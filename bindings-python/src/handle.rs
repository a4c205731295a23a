//! What the classes of the package have in common.

use std::sync::{Arc, Mutex, PoisonError};

/// Compiled documents are equal as the core says, and hash by their revision.
macro_rules! handle {
    ($class:ident) => {
        impl PartialEq for $class {
            fn eq(&self, other: &Self) -> bool {
                self.core == other.core
            }
        }

        impl std::hash::Hash for $class {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.core.revision().hash(state);
            }
        }
    };
}

pub(crate) use handle;

/// A value that calls change, for several threads: who reads keeps what was there when it began.
pub(crate) struct Shared<T>(Mutex<Arc<T>>);

impl<T: Clone> Shared<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(Mutex::new(Arc::new(value)))
    }

    /// The value as it stands.
    pub(crate) fn get(&self) -> Arc<T> {
        Arc::clone(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the value; it is copied only while somebody reads it.
    pub(crate) fn change<R>(&self, change: impl FnOnce(&mut T) -> R) -> R {
        change(Arc::make_mut(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}
