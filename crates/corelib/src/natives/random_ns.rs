//! Random numbers and UUIDs.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod randomness {
    use super::*;
    use crate::natives::random;
    use data::num;

    /// Returns a random double from 0 to n (1), n not included.
    #[native(since = "1.0")]
    fn rand(cx: &mut Mutator, n: Option<Value>) -> Result {
        let unit = num::from_f64(cx, random::unit())?;
        match n {
            Some(n) => num::mul(cx, n, unit),
            None => Ok(unit),
        }
    }

    /// Returns a random int from 0 to n, n not included.
    #[native(since = "1.0")]
    fn rand_int(cx: &mut Mutator, n: Value) -> Result {
        let random = rand(cx, Some(n))?;
        let whole = num::to_int(cx, random)?;
        num::from_i64(cx, whole.into())
    }
}
