//! The machine that code is made for, and what code may call of this library.

use crate::error::{Error, Result};
use cranelift_codegen::isa::OwnedTargetIsa;
use cranelift_codegen::settings::{self, Configurable};
use std::sync::OnceLock;

/// Settings for this machine, made once per process and level: reading the features of the processor costs more than a
/// small compile.
pub fn isa(optimise: bool) -> Result<OwnedTargetIsa> {
    static ISAS: [OnceLock<std::result::Result<OwnedTargetIsa, String>>; 2] = [OnceLock::new(), OnceLock::new()];
    let made = ISAS[optimise as usize].get_or_init(|| make_isa(optimise, true));
    made.clone().map_err(Error::Bug)
}

/// Without the features of the processor, floor, ceil, rint and fma become calls of the functions below.
pub fn make_isa(optimise: bool, native_features: bool) -> std::result::Result<OwnedTargetIsa, String> {
    let mut flags = settings::builder();
    let level = if optimise { "speed" } else { "none" };
    // The verifier runs where the caller wants it: once, on what was decoded, and not after each pass.
    // Traces are read from frame pointers.
    for (name, value) in [
        ("opt_level", level),
        ("is_pic", "false"),
        ("enable_verifier", "false"),
        ("unwind_info", "false"),
        ("preserve_frame_pointers", "true"),
    ] {
        flags.set(name, value).map_err(|e| e.to_string())?;
    }
    // Libcalls lie anywhere in the address space.
    flags.set("use_colocated_libcalls", "false").map_err(|e| e.to_string())?;
    let builder = cranelift_native::builder_with_options(native_features).map_err(str::to_string)?;
    builder.finish(settings::Flags::new(flags)).map_err(|e| e.to_string())
}

/// Remainder as Java has it, which is C's fmod; exact.
pub extern "C" fn rem_f64(a: f64, b: f64) -> f64 {
    a % b
}

pub extern "C" fn rem_f32(a: f32, b: f32) -> f32 {
    a % b
}

/// Copies if both are arrays of one class, which need no check of what is stored, and both ranges lie within: then 1.
/// Else it does nothing: 0.
///
/// `offsets` has 16 bits each, from the lowest: of an object's class; in a class record of the shift; of an array's
/// length and data.
///
/// # Safety
///
/// `from` and `to` are objects, or null, and `offsets` tells their layout.
pub unsafe extern "C" fn array_copy(
    from: usize,
    start: i32,
    to: usize,
    to_start: i32,
    length: i32,
    offsets: i64,
) -> i32 {
    let [class, shift, count, data] = [0, 16, 32, 48].map(|bit| (offsets >> bit) as u16 as usize);
    if from == 0 || to == 0 || (start | to_start | length) < 0 {
        return 0;
    }
    // SAFETY: as the caller promises. Only arrays have a shift that is not negative, and the ranges lie within them.
    unsafe {
        let record = *((from + class) as *const usize);
        let shift = *((record + shift) as *const i32);
        let fits = |array: usize, start: i32| start as i64 + length as i64 <= *((array + count) as *const i32) as i64;
        if record != *((to + class) as *const usize) || shift < 0 || !fits(from, start) || !fits(to, to_start) {
            return 0;
        }
        let source = (from + data + ((start as usize) << shift)) as *const u8;
        let target = (to + data + ((to_start as usize) << shift)) as *mut u8;
        std::ptr::copy(source, target, (length as usize) << shift);
    }
    1
}

extern "C" fn floor(a: f64) -> f64 {
    a.floor()
}

extern "C" fn ceil(a: f64) -> f64 {
    a.ceil()
}

extern "C" fn nearest(a: f64) -> f64 {
    a.round_ties_even()
}

extern "C" fn fma_f64(a: f64, b: f64, c: f64) -> f64 {
    a.mul_add(b, c)
}

extern "C" fn fma_f32(a: f32, b: f32, c: f32) -> f32 {
    a.mul_add(b, c)
}

/// By the names that Cranelift gives them.
pub fn libcalls() -> [(&'static str, *const u8); 5] {
    [
        ("floor", floor as *const u8),
        ("ceil", ceil as *const u8),
        ("nearbyint", nearest as *const u8),
        ("fma", fma_f64 as *const u8),
        ("fmaf", fma_f32 as *const u8),
    ]
}
