//! Figures straight from columns.

mod column;
mod facts;
pub(super) mod month;
mod row;
mod stages;
pub(super) mod table;

pub use column::{Code, Column, Validity};
pub use facts::FactColumns;
pub use row::TableRow;
pub use stages::{StateTime, state_times};
pub use table::{TableAccumulator, TableColumns};
