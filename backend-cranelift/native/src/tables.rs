//! The form of a buffer, and the reading of all of it but function bodies. Words are int32; an address or a 64-bit
//! constant is two, the low one first.
//!
//! ```text
//! buffer     MAGIC FORMAT flags layout names runtime externs functions entries body…     a body per function, in order
//! layout     offsets in the context of pending, stack limit, stack budget, stop; in an object of its class; in a class
//!            record of the element's class and of the shift; in an array of its length and data
//! names      count, texts                        instructions and types are said by index in this table
//! runtime    count, (text, address)…             the cold paths; one that is not used need not be there
//! externs    count, (address, signature)…        C functions: those of the host
//! functions  count, signature…                   they take the context besides
//! signature  result or -1, count, parameter types…
//! entries    count, function…                    those that can be called from outside
//! body       size in words, then 0 words if the function is only called, else:
//!            flags, site of the entry or -1 if no stack check is wanted
//!            count of blocks, (flags, count, parameter types…) per block, then the instructions of each, of which the
//!            last is a terminator
//! ```
//!
//! Values are numbered in the order of their appearance: the parameters of all blocks, then results. A try's exception
//! follows the result of its body. A value is defined before it is used, so blocks come in reverse postorder. `body.rs`
//! says what each instruction has.

use crate::error::Result;
use crate::ops::{Mem, Name};
use crate::words::Words;
use cranelift_codegen::ir::types::{I32, I64};
use cranelift_codegen::ir::{AbiParam, Signature, Type};
use cranelift_codegen::isa::{CallConv, TargetIsa};

/// "ASSY"
pub const MAGIC: i32 = 0x5953_5341;
pub const FORMAT: i32 = 4;

pub struct Layout {
    pub pending: i32,
    pub stack_limit: i32,
    pub stack_budget: i32,
    pub stop: i32,
    pub class: i32,
    pub element_class: i32,
    pub shift: i32,
    pub length: i32,
    pub data: i32,
}

/// A cold path in Java.
#[derive(Clone, Copy)]
pub enum Runtime {
    CheckFailed,
    Catch,
    StackOverflow,
    Poll,
    InstanceOf,
    CanStore,
    Deopt,
}

pub const RUNTIME_CALLS: usize = 7;

impl Runtime {
    const ALL: [(&'static str, Runtime); RUNTIME_CALLS] = [
        ("CHECK_FAILED", Runtime::CheckFailed),
        ("CATCH", Runtime::Catch),
        ("STACK_OVERFLOW", Runtime::StackOverflow),
        ("POLL", Runtime::Poll),
        ("INSTANCE_OF", Runtime::InstanceOf),
        ("CAN_STORE", Runtime::CanStore),
        ("DEOPT", Runtime::Deopt),
    ];

    pub fn name(self) -> &'static str {
        Runtime::ALL[self as usize].0
    }

    pub fn signature(self, conv: CallConv) -> Signature {
        let (result, params): (Option<Type>, &[Type]) = match self {
            Runtime::CheckFailed => (None, &[I32, I64, I64]),
            Runtime::StackOverflow => (None, &[I32]),
            Runtime::Catch => (Some(I64), &[]),
            Runtime::Poll => (None, &[]),
            Runtime::InstanceOf | Runtime::CanStore => (Some(I32), &[I64, I64]),
            Runtime::Deopt => (None, &[I32, I64, I64]),
        };
        let mut signature = Signature::new(conv);
        signature.params.extend(params.iter().map(|&ty| AbiParam::new(ty)));
        signature.returns.extend(result.map(AbiParam::new));
        signature
    }
}

pub struct Extern {
    pub address: i64,
    pub signature: Signature,
}

pub struct Tables {
    pub flags: i32,
    pub layout: Layout,
    pub names: Vec<Name>,
    /// By `Runtime`; 0 for one that is not there.
    pub runtime: [i64; RUNTIME_CALLS],
    pub externs: Vec<Extern>,
    pub functions: Vec<Signature>,
    pub entries: Vec<usize>,
    pub conv: CallConv,
}

/// Magic, format and flags, which say what to compile for.
pub fn read_flags(words: &mut Words) -> Result<i32> {
    if words.i32()? != MAGIC {
        return words.malformed("this is no program of Assay");
    }
    let format = words.i32()?;
    if format != FORMAT {
        return words.malformed(format!("format {format}, expected {FORMAT}"));
    }
    words.i32()
}

impl Tables {
    /// What follows the flags, up to the bodies.
    pub fn read(flags: i32, words: &mut Words, isa: &dyn TargetIsa) -> Result<Tables> {
        let layout = Layout {
            pending: words.i32()?,
            stack_limit: words.i32()?,
            stack_budget: words.i32()?,
            stop: words.i32()?,
            class: words.i32()?,
            element_class: words.i32()?,
            shift: words.i32()?,
            length: words.i32()?,
            data: words.i32()?,
        };
        let mut tables = Tables {
            flags,
            layout,
            names: vec![],
            runtime: [0; RUNTIME_CALLS],
            externs: vec![],
            functions: vec![],
            entries: vec![],
            conv: isa.default_call_conv(),
        };
        for _ in 0..words.count(1, "count of names")? {
            tables.names.push(Name::of(&words.text()?));
        }
        for _ in 0..words.count(3, "count of runtime calls")? {
            let name = words.text()?;
            let Some((_, call)) = Runtime::ALL.iter().find(|(known, _)| *known == name) else {
                return words.malformed(format!("no runtime call {name}"));
            };
            tables.runtime[*call as usize] = words.i64()?;
        }
        for _ in 0..words.count(4, "count of externs")? {
            let address = words.i64()?;
            let signature = tables.signature(words, false)?;
            tables.externs.push(Extern { address, signature });
        }
        for _ in 0..words.count(2, "count of functions")? {
            let signature = tables.signature(words, true)?;
            tables.functions.push(signature);
        }
        for _ in 0..words.count(1, "count of entries")? {
            tables.entries.push(words.index(tables.functions.len(), "function")?);
        }
        Ok(tables)
    }

    /// The number of the function that polls call: it comes after functions and entries.
    pub fn poll_number(&self) -> usize {
        self.functions.len() + self.entries.len()
    }

    pub fn signature(&self, words: &mut Words, takes_context: bool) -> Result<Signature> {
        let mut signature = Signature::new(self.conv);
        let result = words.i32()?;
        if result != -1 {
            signature.returns.push(AbiParam::new(self.type_named(words, result)?));
        }
        if takes_context {
            signature.params.push(AbiParam::new(I64));
        }
        for _ in 0..words.count(1, "count of parameters")? {
            signature.params.push(AbiParam::new(self.value_type(words)?));
        }
        Ok(signature)
    }

    pub fn name(&self, words: &mut Words) -> Result<Name> {
        Ok(self.names[words.index(self.names.len(), "name")?])
    }

    pub fn mem(&self, words: &mut Words) -> Result<Mem> {
        match self.name(words)?.mem {
            Some(mem) => Ok(mem),
            None => words.malformed("a memory type is wanted here"),
        }
    }

    pub fn value_type(&self, words: &mut Words) -> Result<Type> {
        let name = words.i32()?;
        self.type_named(words, name)
    }

    fn type_named(&self, words: &Words, name: i32) -> Result<Type> {
        match usize::try_from(name).ok().and_then(|name| self.names.get(name)) {
            Some(Name { mem: Some(Mem::Whole(ty)), .. }) => Ok(*ty),
            _ => words.malformed(format!("name {name} is no type of a value")),
        }
    }
}
