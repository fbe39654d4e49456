//! Buffers written by hand: what decodes, runs, and what does not is said with its place. That each op means what it
//! should is tested from Java, where the reference is.

use crate::abi;
use crate::error::Error;
use crate::host;
use crate::program::{Compiler, Program};
use crate::tables::{FORMAT, MAGIC, read_flags};
use crate::words::Words;
use std::ffi::CStr;

/// The context as `HEADER` lays it out: pending, stack limit, stack budget, stop.
type Context = [i64; 4];
const HEADER: [i32; 9] = [0, 8, 16, 24, 0, 8, 4, 12, 16];

#[derive(Default)]
struct Buffer {
    names: Vec<String>,
    runtime: Vec<(&'static str, usize)>,
    functions: Vec<(&'static str, Vec<&'static str>)>,
    bodies: Vec<Vec<i32>>,
}

impl Buffer {
    fn name(&mut self, text: &str) -> i32 {
        let known = self.names.iter().position(|name| name == text);
        known.unwrap_or_else(|| {
            self.names.push(text.to_string());
            self.names.len() - 1
        }) as i32
    }

    /// A function from words, of which those that are not numbers are names.
    fn function(mut self, result: &'static str, params: &[&'static str], body: &str) -> Self {
        self.functions.push((result, params.to_vec()));
        let words = body.split_whitespace().map(|word| word.parse().unwrap_or_else(|_| self.name(word))).collect();
        self.bodies.push(words);
        self
    }

    fn runtime(mut self, name: &'static str, address: usize) -> Self {
        self.runtime.push((name, address));
        self
    }

    fn words(mut self, flags: i32) -> Vec<i32> {
        let mut tables = vec![self.runtime.len() as i32];
        for (name, address) in std::mem::take(&mut self.runtime) {
            put_text(&mut tables, name);
            tables.extend([address as i32, (address >> 32) as i32]);
        }
        tables.push(0);
        tables.push(self.functions.len() as i32);
        for (result, params) in std::mem::take(&mut self.functions) {
            let result = if result.is_empty() { -1 } else { self.name(result) };
            tables.extend([result, params.len() as i32]);
            for param in params {
                let param = self.name(param);
                tables.push(param);
            }
        }
        tables.extend([1, 0]);
        for body in &self.bodies {
            tables.push(body.len() as i32);
            tables.extend(body);
        }
        let mut words = vec![MAGIC, FORMAT, flags];
        words.extend(HEADER);
        words.push(self.names.len() as i32);
        for name in &self.names {
            put_text(&mut words, name);
        }
        words.extend(tables);
        words
    }
}

fn put_text(words: &mut Vec<i32>, text: &str) {
    words.push(text.len() as i32);
    for chunk in text.as_bytes().chunks(4) {
        let mut bytes = [0; 4];
        bytes[..chunk.len()].copy_from_slice(chunk);
        words.push(i32::from_le_bytes(bytes));
    }
}

/// Calls the entry of the first function; gives the first slot and what is pending.
fn call(program: &Program, args: &[i64]) -> (i64, i64) {
    call_with(program, args, 0)
}

/// The same with the context's stop field set.
fn call_with(program: &Program, args: &[i64], stop: i64) -> (i64, i64) {
    let functions = 1;
    let entry = program.code[functions].as_ref().expect("an entry").address;
    let mut context: Context = [0, 0, 1 << 16, stop];
    let mut slots = [0; 8];
    slots[..args.len()].copy_from_slice(args);
    // SAFETY: it is code for this interface, and the program lives.
    let entry: extern "C" fn(&mut Context, &mut [i64; 8]) = unsafe { std::mem::transmute(entry) };
    entry(&mut context, &mut slots);
    (slots[0], context[0])
}

fn malformed(words: &[i32]) -> String {
    match Program::compile(words) {
        Err(Error::Malformed(message)) => message,
        Err(other) => panic!("another error: {other:?}"),
        Ok(_) => panic!("compiled"),
    }
}

/// The first word of an error is its place, which these tests do not care for.
fn complaint(body: &str) -> String {
    let buffer = Buffer::default().function("i32", &["i32", "i64"], body);
    let message = malformed(&buffer.words(abi::ASSAY_CRANELIFT_VERIFY));
    message.split_once(": word ").and_then(|(_, rest)| rest.split_once(": ")).expect("a place").1.to_string()
}

const LEVELS: [i32; 2] = [abi::ASSAY_CRANELIFT_VERIFY, abi::ASSAY_CRANELIFT_VERIFY | abi::ASSAY_CRANELIFT_OPTIMISE];

#[test]
fn a_function_runs() {
    for flags in LEVELS {
        // entry(a, b): jump 1(a + a)    1(c): return trunc(b) * c
        let body = "0 -1 2  0 2 i32 i64  0 1 i32  add 0 0 jump 1 3  trunc i32 1 mul 4 2 return 5";
        let buffer = Buffer::default().function("i32", &["i32", "i64"], body);
        let program = Program::compile(&buffer.words(flags)).expect("compiles");
        assert_eq!(call(&program, &[-3, 7]), (-42, 0));
    }
}

extern "C" fn check_failed(site: i32, a: i64, b: i64) {
    // The tests have no other way to the context than through what a real runtime is bound to.
    FAILED.set((site, a, b));
}

thread_local! {
    static FAILED: std::cell::Cell<(i32, i64, i64)> = const { std::cell::Cell::new((0, 0, 0)) };
}

#[test]
fn a_failing_check_says_its_operands_and_leaves() {
    for flags in LEVELS {
        let body = "0 -1 1  0 2 i32 i32  check.bounds 33 0 1 return 2";
        let buffer = Buffer::default().function("i32", &["i32", "i32"], body);
        let buffer = buffer.runtime("CHECK_FAILED", check_failed as *const () as usize);
        let program = Program::compile(&buffer.words(flags)).expect("compiles");
        assert_eq!(call(&program, &[4, 5]).0, 4);
        assert_eq!(FAILED.get(), (0, 0, 0));
        assert_eq!(call(&program, &[-4, 5]).0, 0);
        assert_eq!(FAILED.replace((0, 0, 0)), (33, -4, 5));
    }
}

/// Each call with a site is found by where it returns to; one without is not.
#[test]
fn calls_are_known_by_their_return_addresses() {
    for flags in LEVELS {
        // Sites 7, -1, 0 and 2^31 - 1, the second of a call in a try.
        let caller = "0 -1 3  0 1 i32  0 1 i32  1 1 i64  call 1 7 0 call 1 -1 3 call 1 0 4 \
                      try call 1 2147483647 5 1 6 2 7  return 1  throw 2";
        let callee = "0 -1 1  0 1 i32  return 0";
        let buffer = Buffer::default().function("i32", &["i32"], caller).function("i32", &["i32"], callee);
        let buffer = buffer.runtime("CATCH", 0x1000);
        let program = Program::compile(&buffer.words(flags)).expect("compiles");
        let sites: Vec<u64> = program.calls.iter().map(|&[_, site]| site).collect();
        assert_eq!(sites, [7, 0, 0x7fff_ffff]);
        let code = program.code[0].as_ref().expect("code");
        for [address, _] in &program.calls {
            assert!((code.address as u64..(code.address + code.bytes) as u64).contains(address));
            // SAFETY: it is code, which is readable.
            let before = unsafe { *((address - 5) as *const u8) };
            assert_eq!(before, 0xe8, "a call by distance");
        }
    }
}

/// A call of an address has the signature that it names, and a site as other calls do.
#[test]
fn an_address_is_called() {
    extern "C" fn target(_context: &mut Context, a: i64, b: f64, c: i32) -> f64 {
        a as f64 + b * c as f64
    }
    extern "C" fn leaver(context: &mut Context) {
        context[0] = 4;
    }
    for flags in LEVELS {
        let body = "0 -1 1  0 4 i64 i64 f64 i32  call.indirect f64 3 i64 f64 i32 17 0 1 2 3 return 4";
        let buffer = Buffer::default().function("f64", &["i64", "i64", "f64", "i32"], body);
        let program = Program::compile(&buffer.words(flags)).expect("compiles");
        let args = [target as *const () as i64, 7, 1.5f64.to_bits() as i64, -4];
        assert_eq!(f64::from_bits(call(&program, &args).0 as u64), 1.0);
        assert_eq!(program.calls.iter().map(|&[_, site]| site).collect::<Vec<_>>(), [17]);

        let body = "0 -1 1  0 1 i64  call.indirect -1 0 17 0 return 0";
        let buffer = Buffer::default().function("i64", &["i64"], body);
        let program = Program::compile(&buffer.words(flags)).expect("compiles");
        assert_eq!(call(&program, &[leaver as *const () as i64]), (0, 4));
    }
}

extern "C" fn busy_poll() {
    // Uses as many registers as it can get.
    let mut values: [f64; 32] = std::array::from_fn(|i| i as f64 + POLLS.get() as f64);
    values.iter_mut().for_each(|value| *value = std::hint::black_box(*value).sqrt());
    std::hint::black_box(values);
    POLLS.set(POLLS.get() + 1);
}

thread_local! {
    static POLLS: std::cell::Cell<i64> = const { std::cell::Cell::new(0) };
}

/// A poll that goes on leaves all values of the loop as they were, in whatever registers they are.
#[test]
fn a_poll_keeps_registers() {
    // entry(n, x): loop(i, a, b, c, d): poll; i + 1, a + x, b * x, c - x, d + i while i + 1 < n; return a + b + c + d
    let body = "0 -1 3  0 2 i64 f64  0 5 i64 f64 f64 f64 i64  0 0  const i64 0 0 jump 1 7 1 1 1 7 \
                poll const i64 1 0 add 2 8 add 3 1 mul 4 1 sub 5 1 add 6 2 lt 9 0 branch 14 1 9 10 11 12 13 2 \
                itof f64 13 add 10 11 add 16 12 add 17 15 return 18";
    for flags in LEVELS {
        let buffer = Buffer::default().function("f64", &["i64", "f64"], body);
        let buffer = buffer.runtime("POLL", busy_poll as *const () as usize);
        let program = Program::compile(&buffer.words(flags)).expect("compiles");
        let (mut a, mut b, mut c, x) = (1.5, 1.5, 1.5, 1.5);
        for _ in 0..20 {
            (a, b, c) = (a + x, b * x, c - x);
        }
        let expected: f64 = a + b + c + (19 * 20 / 2) as f64;
        POLLS.set(0);
        let args = [20, x.to_bits() as i64];
        assert_eq!(f64::from_bits(call_with(&program, &args, 1).0 as u64), expected);
        assert_eq!(POLLS.get(), 20);
    }
}

/// On a processor without the instructions for them, these are calls.
#[test]
fn library_calls_stand_in_for_instructions() {
    let body = "0 -1 1  0 1 f64  floor 0 ceil 1 rint 0 fma 2 3 0 return 4";
    let words = Buffer::default().function("f64", &["f64"], body).words(abi::ASSAY_CRANELIFT_VERIFY);
    for native in [false, true] {
        let isa = host::make_isa(true, native).expect("an ISA");
        let mut words = Words::new(&words);
        let flags = read_flags(&mut words).expect("flags");
        let program = Compiler::new(flags, words, isa).and_then(Compiler::run).expect("compiles");
        for a in [2.5, -2.5, 0.1, 1e300, -0.0] {
            let expected = f64::mul_add(f64::floor(a), f64::round_ties_even(a), a);
            assert_eq!(f64::from_bits(call(&program, &[f64::to_bits(a) as i64]).0 as u64), expected, "of {a}");
        }
    }
}

#[test]
fn headers_are_checked() {
    assert_eq!(malformed(&[]), "word 0: the buffer ends here");
    assert_eq!(malformed(&[1, 2, 3]), "word 1: this is no program of Assay");
    assert_eq!(malformed(&[MAGIC, 99, 3]), format!("word 2: format 99, expected {FORMAT}"));
    let huge = [&[MAGIC, FORMAT, 0][..], &HEADER, &[i32::MAX]].concat();
    assert_eq!(malformed(&huge), "word 13: count of names 2147483647 of 1");
    let negative = [&[MAGIC, FORMAT, 0][..], &HEADER, &[-1]].concat();
    assert_eq!(malformed(&negative), "word 13: count of names -1 of 1");
    let not_utf8 = [&[MAGIC, FORMAT, 0][..], &HEADER, &[1, 2, 0xffff]].concat();
    assert_eq!(malformed(&not_utf8), "word 15: text is not UTF-8");
}

#[test]
fn bodies_are_checked() {
    assert_eq!(complaint("0 -1 1  0 2 i32 i64  return 0 return 0"), "words after the last block");
    assert_eq!(complaint("0 -1 1  0 2 i32 i64"), "the buffer ends here");
    assert_eq!(complaint("0 -1 0  0 0"), "a body without blocks");
    assert_eq!(complaint("0 -1 1  0 1 i32  return 0"), "the first block has not the parameters of the function");
    assert_eq!(complaint("0 -1 1  0 2 i64 i32  return 0"), "found i32, expected i64");
    assert_eq!(complaint("0 -1 1  0 2 i32 i64  return 1"), "found i64, expected i32");
    assert_eq!(complaint("0 -1 1  0 2 i32 i64  return 2"), "value 2 of 2");
    assert_eq!(complaint("0 -1 1  0 2 i32 i64  return -1"), "value -1 of 2");
    assert_eq!(complaint("0 -1 1  0 2 i32 i64  add 0 1 return 2"), "found i64, expected i32");
    assert_eq!(complaint("0 -1 1  0 2 i32 i64  sqrt 0 return 2"), "Sqrt is not defined on i32");
    assert_eq!(complaint("0 -1 1  0 2 i32 i64  bits f64 0 return 2"), "Bits does not lead from i32 to f64");
    assert_eq!(complaint("0 -1 1  0 2 i32 i64  jump 0 0 1"), "an edge to the first block");
    assert_eq!(complaint("0 -1 1  0 2 i32 i64  jump 1"), "block 1 of 1");
    assert_eq!(complaint("0 -1 1  0 2 i32 i64  frobnicate 0"), "an instruction is wanted here");
    assert_eq!(complaint("0 -1 1  0 2 i32 i64  load i32 9 1 0"), "region 9 of 7");
    assert_eq!(complaint("0 -1 1  0 2 i32 i64  load i32 4 0 0"), "found i32, expected i64");
    assert_eq!(complaint("0 -1 1  0 2 i32 i64  load add 4 1 0"), "a memory type is wanted here");
    assert_eq!(complaint("0 -1 1  0 2 i32 i64  poll return 0"), "POLL has no address");
    assert_eq!(complaint("0 -1 1  0 2 i32 i64  call 7 -1"), "function 7 of 1");
    assert_eq!(complaint("0 -1 1  0 2 i32 i64  call 0 -1 1 0"), "found i64, expected i32");
    assert_eq!(complaint("0 -1 1  0 2 i32 i64  host 0 -1"), "extern 0 of 0");
    assert_eq!(complaint("0 -1 1  0 2 i32 i64  array.copy 0 -1"), "extern 0 of 0");
    assert_eq!(complaint("0 -1 1  0 2 i32 i64  call.indirect i32 0 5 0"), "found i32, expected i64");
    assert_eq!(complaint("0 -1 1  0 2 i32 i64  call.indirect i32 1 i32 5 1 1"), "found i64, expected i32");
    assert_eq!(complaint("0 -1 1  0 2 i32 i64  call.indirect add 0 5 1"), "name 3 is no type of a value");
    assert_eq!(complaint("0 -1 1  0 2 i32 i64  try return 0"), "a terminator inside a try");
    let switch = "0 -1 2  0 2 i32 i64  0 0  switch 0 2 7 7 1 1 1 return 0";
    assert_eq!(complaint(switch), "keys do not ascend");
}

/// Each prefix and each single changed word is an error or another program, but never more than that.
#[test]
fn damage_is_survived() {
    let body = "0 5 3  0 2 i32 i64  1 1 i32  0 0  const i64 1 0 add 1 3 call 0 9 0 4 branch 5 1 5 2  \
                switch 2 2 -1 9 1 5 2 2  sext8 i32 0 check.size 4 6 return 6";
    let buffer = Buffer::default().function("i32", &["i32", "i64"], body);
    let names = ["CHECK_FAILED", "STACK_OVERFLOW"];
    let buffer = names.iter().fold(buffer, |buffer, name| buffer.runtime(name, 0x1000));
    let words = buffer.words(abi::ASSAY_CRANELIFT_VERIFY);
    assert!(abi_status(&words) == abi::ASSAY_CRANELIFT_OK);
    for length in 0..words.len() {
        assert_eq!(abi_status(&words[..length]), abi::ASSAY_CRANELIFT_MALFORMED, "length {length}");
    }
    for at in 0..words.len() {
        for change in [-1, 1, 2, 1 << 20, i32::MIN, i32::MAX] {
            let mut damaged = words.clone();
            damaged[at] = damaged[at].wrapping_add(change);
            abi_status(&damaged);
        }
    }
}

fn abi_status(words: &[i32]) -> i32 {
    // SAFETY: the words live through the call, and the program is freed once and not run.
    unsafe {
        let program = abi::assay_cranelift_compile(words.as_ptr(), words.len());
        let status = abi::assay_cranelift_status(program);
        let error = abi::assay_cranelift_error(program);
        assert_eq!(error.is_null(), status == abi::ASSAY_CRANELIFT_OK);
        if !error.is_null() {
            assert!(!CStr::from_ptr(error).to_bytes().contains(&b'\n'));
        }
        abi::assay_cranelift_free(program);
        status
    }
}

#[test]
fn null_is_taken_everywhere() {
    // SAFETY: null is allowed.
    unsafe {
        let program = abi::assay_cranelift_compile(std::ptr::null(), 0);
        assert_eq!(abi::assay_cranelift_status(program), abi::ASSAY_CRANELIFT_MALFORMED);
        assert_eq!(abi::assay_cranelift_address(program, 0), 0);
        abi::assay_cranelift_free(program);
        let null = std::ptr::null_mut();
        assert_eq!(abi::assay_cranelift_status(null), abi::ASSAY_CRANELIFT_BUG);
        assert!(abi::assay_cranelift_error(null).is_null());
        assert!(abi::assay_cranelift_text(null, 0, 0).is_null());
        assert_eq!(abi::assay_cranelift_code_bytes(null), 0);
        assert_eq!(abi::assay_cranelift_phase_nanos(null, -1), 0);
        assert_eq!(abi::assay_cranelift_call_count(null), 0);
        assert!(abi::assay_cranelift_calls(null).is_null());
        abi::assay_cranelift_free(null);
    }
}

#[test]
fn texts_need_no_other_bodies() {
    let caller = "0 -1 1  0 1 i32  call 1 -1 0 return 1";
    let buffer = Buffer::default().function("i32", &["i32"], caller).function("i32", &["i32"], "");
    let words = buffer.words(abi::ASSAY_CRANELIFT_TEXT);
    let program = Program::compile(&words).expect("compiles");
    let [clif, asm] = &program.code[0].as_ref().expect("code").texts;
    assert!(clif.as_ref().expect("CLIF").to_str().unwrap().contains("call fn0"));
    assert!(asm.as_ref().expect("assembly").to_str().unwrap().contains("block0"));
    assert!(program.code[1].is_none());
    let mut linked = words.clone();
    linked[2] = 0;
    assert_eq!(malformed(&linked), "@1: no body");
}

/// Pages that a program takes, it gives back.
#[test]
#[cfg(target_os = "linux")]
fn nothing_leaks() {
    let body = "0 -1 1  0 2 i32 i64  return 0";
    let words = Buffer::default().function("i32", &["i32", "i64"], body).words(0);
    let resident_pages = || {
        let statm = std::fs::read_to_string("/proc/self/statm").expect("statm");
        statm.split(' ').nth(1).and_then(|pages| pages.parse::<i64>().ok()).expect("a number")
    };
    let rounds = |count| (0..count).for_each(|_| assert_eq!(abi_status(&words), abi::ASSAY_CRANELIFT_OK));
    rounds(500);
    let before = resident_pages();
    rounds(2000);
    let growth = resident_pages() - before;
    assert!(growth < 500, "2000 programs left {growth} pages");
}

/// An array as `HEADER` lays it out: class record, hash and length, eight bytes of data.
#[repr(C)]
struct Array {
    record: *const [i32; 2],
    hash: i32,
    length: i32,
    data: [u8; 8],
}

fn array(record: &[i32; 2], data: [u8; 8]) -> Array {
    let length = if record[1] < 0 { 8 } else { 8 >> record[1] };
    Array { record, hash: 0, length, data }
}

/// Whether it was copied.
fn copy(from: *const Array, start: i32, to: *mut Array, to_start: i32, length: i32) -> bool {
    let offsets = HEADER[4] as i64 | (HEADER[6] as i64) << 16 | (HEADER[7] as i64) << 32 | (HEADER[8] as i64) << 48;
    // SAFETY: they are arrays of that layout, or null.
    unsafe { host::array_copy(from as usize, start, to as usize, to_start, length, offsets) == 1 }
}

const BYTES: [i32; 2] = [1, 0];
const SHORTS: [i32; 2] = [2, 1];
/// The record of a class that has no arrays' shift.
const PLAIN: [i32; 2] = [3, -1];
const DATA: [u8; 8] = [1, 2, 3, 4, 5, 6, 7, 8];

#[test]
fn arrays_are_copied_by_their_element_size() {
    let mut to = array(&BYTES, [0; 8]);
    assert!(copy(&array(&BYTES, DATA), 2, &mut to, 5, 3));
    assert_eq!(to.data, [0, 0, 0, 0, 0, 3, 4, 5]);
    let mut to = array(&SHORTS, [0; 8]);
    assert!(copy(&array(&SHORTS, DATA), 1, &mut to, 2, 2));
    assert_eq!(to.data, [0, 0, 0, 0, 3, 4, 5, 6]);
    assert!(copy(&array(&SHORTS, DATA), 4, &mut to, 4, 0));
}

#[test]
fn ranges_of_one_array_may_overlap() {
    for (from, to, expected) in [(0, 1, [1, 1, 2, 3, 4, 5, 6, 7]), (1, 0, [2, 3, 4, 5, 6, 7, 8, 8])] {
        let mut both = array(&BYTES, DATA);
        let place = &raw mut both;
        assert!(copy(place, from, place, to, 7));
        assert_eq!(both.data, expected);
    }
}

#[test]
fn what_java_has_to_look_at_is_not_copied() {
    let from = array(&BYTES, DATA);
    let mut to = array(&BYTES, [0; 8]);
    for (start, to_start, length) in [
        (-1, 0, 1),
        (0, -1, 1),
        (0, 0, -1),
        (0, 0, 9),
        (1, 0, 8),
        (0, 1, 8),
        (9, 0, 0),
        (1, 1, i32::MAX),
        (i32::MAX, 0, i32::MAX),
    ] {
        assert!(!copy(&from, start, &mut to, to_start, length), "{start} {to_start} {length}");
    }
    assert!(!copy(std::ptr::null(), 0, &mut to, 0, 0));
    assert!(!copy(&from, 0, std::ptr::null_mut(), 0, 0));
    assert!(!copy(&from, 0, &mut array(&SHORTS, [0; 8]), 0, 1));
    assert!(!copy(&array(&PLAIN, DATA), 0, &mut array(&PLAIN, [0; 8]), 0, 1));
    assert_eq!(to.data, [0; 8]);
}
