//! Assay's low-level IR to machine code, with Cranelift.
//!
//! ```text
//!   int32 words ──decode──▶ CLIF ──codegen──▶ machine code per function ──link──▶ executable memory
//!    (words.rs)   (tables.rs, body.rs)         (program.rs)                  (program.rs, JITModule)
//! ```
//!
//! One buffer holds a whole program, so no object lives across the border, there is one place for errors, and a buffer
//! can be kept, replayed and damaged in a test. Nothing of a buffer is believed: what does not decode is an error with
//! its place, never undefined behaviour. Only the addresses in it have to be taken as they are.
//!
//! `abi.rs` is the C interface; `tables.rs` describes the form of the buffer.

pub mod abi;
mod body;
mod error;
mod host;
mod ops;
mod program;
mod tables;
#[cfg(test)]
mod tests;
mod thunks;
mod words;
