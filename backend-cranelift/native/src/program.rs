//! A whole buffer to executable code.
//!
//! All functions are compiled before memory is asked for, so the code lies in one piece of the right size, calls reach
//! by 32-bit distances, and its pages change once from writable to executable.

use crate::body::{self, Scratch};
use crate::error::{Error, Result};
use crate::tables::{Runtime, Tables, read_flags};
use crate::words::Words;
use crate::{abi, host, thunks};
use cranelift_codegen::ir::Function;
use cranelift_codegen::isa::{OwnedTargetIsa, TargetIsa};
use cranelift_codegen::{CodegenError, Context, Final, MachBufferFinalized, verify_function};
use cranelift_control::ControlPlane;
use cranelift_jit::{ArenaMemoryProvider, JITBuilder, JITModule};
use cranelift_module::{FuncId, Module, ModuleReloc, default_libcall_names};
use std::ffi::CString;
use std::time::{Duration, Instant};

/// A veneer per call, which only some machines need, is this large.
const VENEER_BYTES: usize = 24;
const LARGEST_PAGE_BYTES: usize = 1 << 16;

pub struct Code {
    pub address: usize,
    pub bytes: usize,
    /// CLIF and assembly, where they were asked for.
    pub texts: [Option<CString>; 2],
}

#[derive(Default)]
pub struct Program {
    module: Option<JITModule>,
    /// Functions, entries, the poll if it is needed; none for a function without a body.
    pub code: Vec<Option<Code>>,
    /// By `ASSAY_CRANELIFT_PHASE_…`.
    pub phases: [Duration; 3],
    /// The calls that have a site, by ascending return address: the address, the site.
    pub calls: Vec<[u64; 2]>,
}

struct Compiled {
    bytes: Vec<u8>,
    alignment: u64,
    relocs: Vec<ModuleReloc>,
    /// Calls as in `Program`, their return addresses counted from the start of the function.
    calls: Vec<[u64; 2]>,
}

impl Program {
    pub fn compile(words: &[i32]) -> Result<Program> {
        let mut words = Words::new(words);
        let flags = read_flags(&mut words)?;
        let isa = host::isa(flags & abi::ASSAY_CRANELIFT_OPTIMISE != 0)?;
        Compiler::new(flags, words, isa)?.run()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Some(module) = self.module.take() {
            // SAFETY: whoever drops the program runs none of its code from now on.
            unsafe { module.free_memory() }
        }
    }
}

pub struct Compiler<'a> {
    tables: Tables,
    words: Words<'a>,
    isa: OwnedTargetIsa,
    context: Context,
    control: ControlPlane,
    program: Program,
    compiled: Vec<Option<Compiled>>,
}

impl<'a> Compiler<'a> {
    pub fn new(flags: i32, mut words: Words<'a>, isa: OwnedTargetIsa) -> Result<Self> {
        let start = Instant::now();
        let tables = Tables::read(flags, &mut words, &*isa)?;
        let mut program = Program::default();
        program.phases[abi::ASSAY_CRANELIFT_BUILD as usize] = start.elapsed();
        Ok(Compiler {
            tables,
            words,
            isa,
            context: Context::new(),
            control: ControlPlane::default(),
            program,
            compiled: vec![],
        })
    }

    pub fn run(mut self) -> Result<Program> {
        let mut scratch = Scratch::new(self.tables.functions.len());
        for number in 0..self.tables.functions.len() {
            let start = Instant::now();
            let size = self.words.count(1, "size of a body")?;
            if size == 0 {
                self.program.code.push(None);
                self.compiled.push(None);
                continue;
            }
            let words = self.words.part(size)?;
            let isa = self.isa.clone();
            let func =
                body::build(number, words, &self.tables, &*isa, &mut scratch).map_err(|e| e.in_function(number))?;
            self.program.phases[abi::ASSAY_CRANELIFT_BUILD as usize] += start.elapsed();
            self.codegen(number, func).map_err(|e| e.in_function(number))?;
        }
        if !self.words.at_end() {
            return self.words.malformed("words after the last body");
        }
        for i in 0..self.tables.entries.len() {
            let start = Instant::now();
            let number = self.tables.functions.len() + i;
            let function = self.tables.entries[i];
            let func = thunks::build_entry(number as u32, function, &self.tables, &*self.isa, &mut scratch.builder);
            self.program.phases[abi::ASSAY_CRANELIFT_BUILD as usize] += start.elapsed();
            self.codegen(number, func).map_err(|e| e.in_function(function))?;
        }
        if self.tables.runtime[Runtime::Poll as usize] != 0 {
            let number = self.tables.poll_number();
            let func = thunks::build_poll(number as u32, &self.tables, &*self.isa, &mut scratch.builder);
            self.codegen(number, func)?;
        }
        if !self.has_flag(abi::ASSAY_CRANELIFT_TEXT) {
            let start = Instant::now();
            self.link()?;
            self.program.phases[abi::ASSAY_CRANELIFT_LINK as usize] = start.elapsed();
        }
        Ok(self.program)
    }

    fn has_flag(&self, flag: i32) -> bool {
        self.tables.flags & flag != 0
    }

    fn codegen(&mut self, number: usize, func: Function) -> Result<()> {
        let start = Instant::now();
        let isa: &dyn TargetIsa = &*self.isa;
        let text = self.has_flag(abi::ASSAY_CRANELIFT_TEXT);
        let mut texts = [None, None];
        if text {
            texts[abi::ASSAY_CRANELIFT_CLIF as usize] = Some(abi::text(&func.display().to_string()));
        }
        if self.has_flag(abi::ASSAY_CRANELIFT_VERIFY) {
            verify_function(&func, isa).map_err(|errors| Error::Bug(errors.to_string().replace('\n', "; ")))?;
        }
        self.context.clear();
        self.context.func = func;
        self.context.set_disasm(text);
        self.context.compile(isa, &mut self.control).map_err(|error| match error.inner {
            limit @ (CodegenError::ImplLimitExceeded | CodegenError::CodeTooLarge) => Error::Limit(limit.to_string()),
            bug => Error::Bug(bug.to_string()),
        })?;
        let code = self.context.compiled_code().expect("just compiled");
        let bytes = code.code_buffer().to_vec();
        if text {
            texts[abi::ASSAY_CRANELIFT_ASM as usize] = code.vcode.as_deref().map(abi::text);
        }
        let minimum = isa.function_alignment().minimum as u64;
        let alignment = (code.buffer.alignment as u64).max(minimum).max(isa.symbol_alignment());
        let id = FuncId::from_u32(number as u32);
        let relocs =
            code.buffer.relocs().iter().map(|r| ModuleReloc::from_mach_reloc(r, &self.context.func, id)).collect();
        self.program.code.push(Some(Code { address: 0, bytes: bytes.len(), texts }));
        let calls = calls(&code.buffer);
        self.compiled.push(Some(Compiled { bytes, alignment, relocs, calls }));
        self.program.phases[abi::ASSAY_CRANELIFT_CODEGEN as usize] += start.elapsed();
        Ok(())
    }

    fn link(&mut self) -> Result<()> {
        let bug = |e: &dyn std::fmt::Display| Error::Bug(e.to_string());
        if let Some(missing) = self.compiled.iter().position(Option::is_none) {
            return Err(Error::Malformed("no body".to_string()).in_function(missing));
        }
        let room = |c: &Compiled| c.bytes.len() + c.alignment as usize + c.relocs.len() * VENEER_BYTES;
        let all: usize = self.compiled.iter().flatten().map(room).sum();
        // The arena grows by what the next function needs, in whole pages, even if it has a part of that left.
        let largest = self.compiled.iter().flatten().map(room).max().unwrap_or(0);
        let reserved = all + largest + 2 * LARGEST_PAGE_BYTES;
        let mut builder = JITBuilder::with_isa(self.isa.clone(), default_libcall_names());
        builder.symbols(host::libcalls());
        builder.memory_provider(Box::new(ArenaMemoryProvider::new_with_size(reserved).map_err(|e| bug(&e))?));
        // Held by the program from now on, so that whatever fails below frees it.
        let module = self.program.module.insert(JITModule::new(builder));
        for number in 0..self.compiled.len() {
            let signature = self.tables.functions.get(number);
            let empty = module.make_signature();
            let id = module.declare_anonymous_function(signature.unwrap_or(&empty)).map_err(|e| bug(&e))?;
            debug_assert_eq!(id.as_u32() as usize, number);
        }
        for (number, compiled) in self.compiled.iter().flatten().enumerate() {
            let id = FuncId::from_u32(number as u32);
            module
                .define_function_bytes(id, compiled.alignment, &compiled.bytes, &compiled.relocs)
                .map_err(|e| bug(&e))?;
        }
        module.finalize_definitions().map_err(|e| bug(&e))?;
        for (number, code) in self.program.code.iter_mut().flatten().enumerate() {
            code.address = module.get_finalized_function(FuncId::from_u32(number as u32)) as usize;
        }
        for (code, compiled) in self.program.code.iter().flatten().zip(self.compiled.iter().flatten()) {
            let start = code.address as u64;
            self.program.calls.extend(compiled.calls.iter().map(|&[offset, site]| [start + offset, site]));
        }
        self.program.calls.sort_unstable();
        Ok(())
    }
}

/// The calls with a site, which is the source location of the code before the return address. Both lists ascend.
fn calls(buffer: &MachBufferFinalized<Final>) -> Vec<[u64; 2]> {
    let mut locations = buffer.get_srclocs_sorted().iter().peekable();
    let mut calls = vec![];
    for call in buffer.call_sites() {
        while locations.next_if(|location| location.end < call.ret_addr).is_some() {}
        let Some(location) = locations.peek() else { break };
        if location.start < call.ret_addr && !location.loc.is_default() {
            calls.push([call.ret_addr as u64, location.loc.bits() as u64]);
        }
    }
    calls
}
