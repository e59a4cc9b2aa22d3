//! The natives, one file for each theme.

mod numbers;

use runtime::native::NativeDef;

/// Every module's natives.
pub static TABLES: &[&[NativeDef]] = &[numbers::arithmetic::NATIVES];
