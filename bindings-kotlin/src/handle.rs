use std::sync::{Arc, Mutex, PoisonError};

/// A value that calls change, for several threads: who reads keeps what was there when it began.
#[derive(Debug)]
pub(crate) struct Shared<T>(Mutex<Arc<T>>);

impl<T: Clone> Shared<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(Mutex::new(Arc::new(value)))
    }

    /// The value as it stands.
    pub(crate) fn get(&self) -> Arc<T> {
        Arc::clone(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the value, or leaves it as it was where that fails.
    pub(crate) fn change<R, E>(&self, change: impl FnOnce(&mut T) -> Result<R, E>) -> Result<R, E> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut changed = Arc::clone(&held);
        let answer = change(Arc::make_mut(&mut changed))?;
        *held = changed;
        Ok(answer)
    }

    /// Changes the value in place; it is copied only while somebody reads it.
    pub(crate) fn update(&self, change: impl FnOnce(&mut T)) {
        change(Arc::make_mut(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner)));
    }
}
