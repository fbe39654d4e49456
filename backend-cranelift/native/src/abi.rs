//! The C interface. Every function may be called with any handle that `assay_cranelift_compile` gave, and with null. No
//! panic leaves.

use crate::error::Error;
use crate::program::Program;
use std::ffi::{CString, c_char};
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Once, OnceLock};

/// Changes with every change of these functions.
pub const ASSAY_CRANELIFT_ABI: i32 = 2;

/// In a buffer's flags: optimise.
pub const ASSAY_CRANELIFT_OPTIMISE: i32 = 1;
/// In a buffer's flags: verify the CLIF of each function.
pub const ASSAY_CRANELIFT_VERIFY: i32 = 2;
/// In a buffer's flags: keep the text of each function instead of linking it.
pub const ASSAY_CRANELIFT_TEXT: i32 = 4;

/// Status: compiled.
pub const ASSAY_CRANELIFT_OK: i32 = 0;
/// Status: the buffer does not decode.
pub const ASSAY_CRANELIFT_MALFORMED: i32 = 1;
/// Status: a function is too large for Cranelift.
pub const ASSAY_CRANELIFT_LIMIT: i32 = 2;
/// Status: Cranelift or this library failed.
pub const ASSAY_CRANELIFT_BUG: i32 = 3;

/// Phase: buffer to CLIF.
pub const ASSAY_CRANELIFT_BUILD: i32 = 0;
/// Phase: CLIF to machine code.
pub const ASSAY_CRANELIFT_CODEGEN: i32 = 1;
/// Phase: machine code to executable memory.
pub const ASSAY_CRANELIFT_LINK: i32 = 2;

/// Text: CLIF.
pub const ASSAY_CRANELIFT_CLIF: i32 = 0;
/// Text: assembly.
pub const ASSAY_CRANELIFT_ASM: i32 = 1;

/// A compiled program, or why there is none.
pub struct AssayProgram {
    status: i32,
    error: Option<CString>,
    program: Program,
}

/// The version of this interface.
#[unsafe(no_mangle)]
pub extern "C" fn assay_cranelift_abi() -> i32 {
    ASSAY_CRANELIFT_ABI
}

/// The version of Cranelift. Not to be freed.
#[unsafe(no_mangle)]
pub extern "C" fn assay_cranelift_version() -> *const c_char {
    static VERSION: OnceLock<CString> = OnceLock::new();
    VERSION.get_or_init(|| text(cranelift_codegen::VERSION)).as_ptr()
}

/// Compiles a buffer of int32 words. Never null; the caller asks for the status and frees it.
///
/// # Safety
///
/// `words` points to `count` words that do not change meanwhile. The addresses in them are what they are said to be.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn assay_cranelift_compile(words: *const i32, count: usize) -> *mut AssayProgram {
    // SAFETY: as the caller promises.
    let words = if words.is_null() { &[] } else { unsafe { std::slice::from_raw_parts(words, count) } };
    let made = caught(|| Program::compile(words)).unwrap_or_else(|panic| Err(Error::Bug(panic)));
    let made = match made {
        Ok(program) => AssayProgram { status: ASSAY_CRANELIFT_OK, error: None, program },
        Err(error) => {
            let status = match error {
                Error::Malformed(_) => ASSAY_CRANELIFT_MALFORMED,
                Error::Limit(_) => ASSAY_CRANELIFT_LIMIT,
                Error::Bug(_) => ASSAY_CRANELIFT_BUG,
            };
            AssayProgram { status, error: Some(text(&error.to_string())), program: Program::default() }
        }
    };
    Box::into_raw(Box::new(made))
}

/// `ASSAY_CRANELIFT_OK` or what else.
///
/// # Safety
///
/// The program is null or not yet freed; so for all functions below.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn assay_cranelift_status(program: *const AssayProgram) -> i32 {
    unsafe { program.as_ref() }.map_or(ASSAY_CRANELIFT_BUG, |p| p.status)
}

/// One line for a status that is not OK, else null. `@n` in it stands for function n. Lives as long as the program.
///
/// # Safety
///
/// See `assay_cranelift_status`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn assay_cranelift_error(program: *const AssayProgram) -> *const c_char {
    unsafe { program.as_ref() }.and_then(|p| p.error.as_ref()).map_or(std::ptr::null(), |e| e.as_ptr())
}

/// The address of a function, 0 if there is none. Entries are numbered after the functions.
///
/// # Safety
///
/// See `assay_cranelift_status`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn assay_cranelift_address(program: *const AssayProgram, index: usize) -> u64 {
    unsafe { program.as_ref() }.and_then(|p| p.program.code.get(index)?.as_ref()).map_or(0, |c| c.address as u64)
}

/// The size of a function's or entry's code in bytes.
///
/// # Safety
///
/// See `assay_cranelift_status`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn assay_cranelift_size(program: *const AssayProgram, index: usize) -> u64 {
    unsafe { program.as_ref() }.and_then(|p| p.program.code.get(index)?.as_ref()).map_or(0, |c| c.bytes as u64)
}

/// The size of all code in bytes.
///
/// # Safety
///
/// See `assay_cranelift_status`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn assay_cranelift_code_bytes(program: *const AssayProgram) -> u64 {
    unsafe { program.as_ref() }.map_or(0, |p| p.program.code.iter().flatten().map(|c| c.bytes as u64).sum())
}

/// The wall time of a phase.
///
/// # Safety
///
/// See `assay_cranelift_status`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn assay_cranelift_phase_nanos(program: *const AssayProgram, phase: i32) -> u64 {
    let phases = unsafe { program.as_ref() }.map_or(&[][..], |p| &p.program.phases);
    usize::try_from(phase).ok().and_then(|phase| phases.get(phase)).map_or(0, |t| t.as_nanos() as u64)
}

/// How many calls have a site.
///
/// # Safety
///
/// See `assay_cranelift_status`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn assay_cranelift_call_count(program: *const AssayProgram) -> usize {
    unsafe { program.as_ref() }.map_or(0, |p| p.program.calls.len())
}

/// For each call that has a site, by ascending addresses, two numbers: the address it returns to, the site. Lives as
/// long as the program.
///
/// # Safety
///
/// See `assay_cranelift_status`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn assay_cranelift_calls(program: *const AssayProgram) -> *const u64 {
    unsafe { program.as_ref() }.map_or(std::ptr::null(), |p| p.program.calls.as_ptr().cast())
}

/// The text of a function or entry, of a program compiled for it; null if there is none. Lives as long as the program.
///
/// # Safety
///
/// See `assay_cranelift_status`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn assay_cranelift_text(program: *const AssayProgram, index: usize, kind: i32) -> *const c_char {
    let code = unsafe { program.as_ref() }.and_then(|p| p.program.code.get(index)?.as_ref());
    let text = code.zip(usize::try_from(kind).ok()).and_then(|(code, kind)| code.texts.get(kind)?.as_ref());
    text.map_or(std::ptr::null(), |text| text.as_ptr())
}

/// Frees a program and its code, or null. None of the code may run now or later.
///
/// # Safety
///
/// It has not been freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn assay_cranelift_free(program: *mut AssayProgram) {
    if !program.is_null() {
        // A failure to unmap leaves the memory where it is, which harms nobody.
        let _ = caught(|| drop(unsafe { Box::from_raw(program) }));
    }
}

/// A C string, which cannot hold NUL.
pub(crate) fn text(text: &str) -> CString {
    CString::new(text.replace('\0', " ")).unwrap_or_default()
}

/// The result, or the message of the panic, of which nothing is printed.
fn caught<T>(body: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    thread_local! {
        static PLACE: std::cell::RefCell<String> = const { std::cell::RefCell::new(String::new()) };
    }
    // The hook is this library's own: another Rust library in the process has its own copy.
    HOOK.call_once(|| {
        let place = |info: &panic::PanicHookInfo| info.location().map_or(String::new(), |at| format!(" ({at})"));
        // Tests want to see why they fail.
        if !cfg!(test) {
            panic::set_hook(Box::new(move |info| PLACE.set(place(info))));
        }
    });
    panic::catch_unwind(AssertUnwindSafe(body)).map_err(|payload| {
        let message = match (payload.downcast_ref::<&str>(), payload.downcast_ref::<String>()) {
            (Some(text), _) => text,
            (_, Some(text)) => text.as_str(),
            _ => "no message",
        };
        format!("panic: {}{}", message.replace('\n', " "), PLACE.take())
    })
}
