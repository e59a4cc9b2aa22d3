//! Members of `java.lang.Thread`.

use std::time::Duration;

use runtime::thread::{self, Stage};

use crate::java::constants;
use crate::prelude::*;

#[host_class("java.lang.Thread")]
pub mod java_thread {
    use super::*;

    #[field("MIN_PRIORITY")]
    const MIN_PRIORITY: Int = Int(1);
    #[field("NORM_PRIORITY")]
    const NORM_PRIORITY: Int = Int(5);
    #[field("MAX_PRIORITY")]
    const MAX_PRIORITY: Int = Int(10);

    #[constructor]
    fn new(cx: &mut Mutator, first: Option<Value>, second: Option<Value>) -> Result {
        let mut parts = [Value::NIL, Value::NIL];
        for part in [first, second].into_iter().flatten() {
            let is_name = data::string::of(part).is_some();
            parts[usize::from(is_name)] = part;
        }
        let [target, name] = parts;
        thread::new(cx, target, (!name.is_nil()).then_some(name))
    }

    #[method("currentThread")]
    fn current_thread(cx: &mut Mutator) -> Result {
        thread::current(cx)
    }

    #[method("sleep")]
    fn sleep(cx: &mut Mutator, millis: i64, nanos: Option<i64>) -> Result<()> {
        let (Ok(millis), Ok(nanos)) = (u64::try_from(millis), u64::try_from(nanos.unwrap_or(0)))
        else {
            return Err(data::throw::illegal_argument(cx, "timeout value is negative"));
        };
        thread::sleep(cx, Duration::from_millis(millis).saturating_add(Duration::from_nanos(nanos)))
    }

    #[method("yield")]
    fn yield_now(cx: &mut Mutator) -> Result<()> {
        cx.blocking(std::thread::yield_now);
        cx.safepoint()
    }

    #[method("onSpinWait")]
    fn on_spin_wait(cx: &mut Mutator) -> Result<()> {
        std::hint::spin_loop();
        cx.safepoint()
    }

    #[method("interrupted")]
    fn interrupted(cx: &mut Mutator) -> Result<bool> {
        Ok(thread::take_interrupt(cx))
    }

    #[instance_method("interrupt")]
    fn interrupt(cx: &mut Mutator, this: Value) -> Result<()> {
        thread::interrupt(cx, this)
    }

    #[instance_method("isInterrupted")]
    fn is_interrupted(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(thread::expect(cx, this)?.is_interrupted())
    }

    #[instance_method("start")]
    fn start(cx: &mut Mutator, this: Value) -> Result<()> {
        thread::start(cx, this)
    }

    #[instance_method("run")]
    fn run(cx: &mut Mutator, this: Value) -> Result<()> {
        let target = thread::expect(cx, this)?.target();
        if !target.is_nil() {
            call(cx, target, "run", &[])?;
        }
        Ok(())
    }

    #[instance_method("join")]
    fn join(cx: &mut Mutator, this: Value, millis: Option<i64>) -> Result<()> {
        let timeout = match millis.map(u64::try_from) {
            None | Some(Ok(0)) => None,
            Some(Ok(millis)) => Some(Duration::from_millis(millis)),
            Some(Err(_)) => {
                return Err(data::throw::illegal_argument(cx, "timeout value is negative"));
            }
        };
        thread::join(cx, this, timeout).map(|_| ())
    }

    #[instance_method("getName")]
    fn get_name(cx: &mut Mutator, this: Value) -> Result {
        Ok(thread::expect(cx, this)?.name())
    }

    #[instance_method("setName")]
    fn set_name(cx: &mut Mutator, this: Value, name: &Str) -> Result<()> {
        let name = string(cx, &name.to_str())?;
        thread::set_name(cx, this, name)
    }

    #[instance_method("getId")]
    fn get_id(cx: &mut Mutator, this: Value) -> Result<i64> {
        Ok(thread::expect(cx, this)?.id() as i64)
    }

    #[instance_method("threadId")]
    fn thread_id(cx: &mut Mutator, this: Value) -> Result<i64> {
        get_id(cx, this)
    }

    #[instance_method("isDaemon")]
    fn is_daemon(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(thread::expect(cx, this)?.is_daemon())
    }

    #[instance_method("setDaemon")]
    fn set_daemon(cx: &mut Mutator, this: Value, on: bool) -> Result<()> {
        let thread = thread::expect(cx, this)?;
        match thread.stage() {
            Stage::New | Stage::Ended => {
                thread.set_daemon(on);
                Ok(())
            }
            Stage::Running => {
                let class = data::class::ClassId::named("java.lang.IllegalThreadStateException");
                Err(data::throwable::throw_plain(cx, class))
            }
        }
    }

    #[instance_method("getPriority")]
    fn get_priority(_cx: &mut Mutator, _this: Value) -> Result<Int> {
        Ok(Int(5))
    }

    #[instance_method("setPriority")]
    fn set_priority(_cx: &mut Mutator, _this: Value, _priority: i64) -> Result<()> {
        Ok(())
    }

    #[instance_method("isAlive")]
    fn is_alive(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(thread::expect(cx, this)?.stage() == Stage::Running)
    }

    #[instance_method("getState")]
    fn get_state(cx: &mut Mutator, this: Value) -> Result {
        let name = match thread::expect(cx, this)?.stage() {
            Stage::New => "NEW",
            Stage::Running => "RUNNABLE",
            Stage::Ended => "TERMINATED",
        };
        constants::constant(cx, "java.lang.Thread$State", name)
    }

    #[instance_method("getContextClassLoader")]
    fn get_context_class_loader(_cx: &mut Mutator, _this: Value) -> Result {
        Ok(Value::NIL)
    }

    #[instance_method("setContextClassLoader")]
    fn set_context_class_loader(_cx: &mut Mutator, _this: Value, _loader: Value) -> Result<()> {
        Ok(())
    }

    #[instance_method("getStackTrace")]
    fn get_stack_trace(cx: &mut Mutator, _this: Value) -> Result {
        let class = data::class::ClassId::EXCEPTION;
        let here = data::throwable::new(cx, class, Value::NIL, Value::NIL)?;
        let elements = data::throwable::trace_elements(cx, here)?;
        let elements = data::seq::to_rootvec(cx, elements)?;
        array_of(cx, "java.lang.StackTraceElement", &elements)
    }
}
