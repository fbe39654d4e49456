//! A function's body from words to CLIF, in one pass.
//!
//! ```text
//! const type bits · string slot · context                        convert-op type a
//! unary-op a · binary-op a b · fma a b c · compare-op a b        instanceof a class
//! check-op site a (check.bounds, check.store: b) (check.cast: class) (check.store: class of all objects)
//! load type region base offset · store type region base offset value · address base index scale offset
//! poll · call function site args… · call.indirect signature site target args… · host extern site args…
//! array.copy extern site args…
//! guard a site count values…
//! jump edge · branch a edge edge · switch a count keys… edges… edge · return (a) · throw a · try insn edge edge
//! edge: block args…          site: a number that Java gave the place, or -1 where nothing can be pending
//! ```
//!
//! Nothing traps. A check branches to a cold block that tells Java; a call is followed by a look at the context's
//! pending field. What leaves the function goes through blocks that all places of a function share, which take the site
//! as a parameter: that saves a call per check in code size and in the register allocator. Inside a try it goes to the
//! try's own landing block instead.
//!
//! A call's source location is its site: that leads from a return address back to the place.

mod insns;

use crate::error::Result;
use crate::ops::Op;
use crate::tables::{RUNTIME_CALLS, Runtime, Tables};
use crate::words::Words;
use cranelift_codegen::entity::packed_option::PackedOption;
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::types::{F32, F64, I32, I64};
use cranelift_codegen::ir::{
    AliasRegionData, Block, BlockArg, FuncRef, Function, InstBuilder, MemFlagsData, SigRef, StackSlot, Type,
    UserFuncName, Value,
};
use cranelift_codegen::isa::TargetIsa;
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext, Switch};

/// In a body's flags: memory cannot be told apart by provenance.
const ONE_REGION: i32 = 1;
/// In a block's flags: it is rarely run.
const COLD: i32 = 1;

/// Disjoint parts of memory, as the words number them.
const REGIONS: [&str; 7] = ["context", "statics", "headers", "references", "data", "fields", "records"];
const CONTEXT: usize = 0;
const STATICS: usize = 1;
const HEADERS: usize = 2;
const RECORDS: usize = 6;

/// An exit takes (site, bits, bits), makes the check's exception and leaves.
const FAIL_CHECK: usize = 0;
/// An exit returns a meaningless result.
const LEAVE: usize = 1;

/// So many places share an exit, then another is made: Cranelift's time grows with the square of a block's
/// predecessors.
const EXIT_USES: usize = 64;

/// Blocks of one kind by which the function is left.
struct Exit {
    last: Option<Block>,
    uses: usize,
    all: Vec<Block>,
}

/// What a module's function bodies share, so that it is allocated once.
pub struct Scratch {
    pub builder: FunctionBuilderContext,
    /// The reference to a callee in the present function, with the number of that function. The last is the poll.
    callees: Vec<(usize, FuncRef)>,
    defs: Vec<Def>,
    blocks: Vec<Block>,
    args: Vec<Value>,
    edges: [Vec<BlockArg>; 2],
}

impl Scratch {
    pub fn new(functions: usize) -> Self {
        Scratch {
            builder: FunctionBuilderContext::new(),
            callees: vec![(usize::MAX, FuncRef::from_u32(0)); functions + 1],
            defs: vec![],
            blocks: vec![],
            args: vec![],
            edges: [vec![], vec![]],
        }
    }
}

/// A value of the words.
#[derive(Clone, Copy)]
struct Def {
    value: Value,
    /// For a compare: its one bit, which a branch takes as it is.
    condition: PackedOption<Value>,
    /// For an address: the part that is not constant, and the constant, which a load or store takes as its offset.
    base: PackedOption<Value>,
    offset: i32,
}

impl Def {
    fn condition(self) -> Value {
        self.condition.expand().unwrap_or(self.value)
    }
}

/// Reads a body and makes its function.
pub fn build(
    number: usize,
    words: Words,
    tables: &Tables,
    isa: &dyn TargetIsa,
    scratch: &mut Scratch,
) -> Result<Function> {
    let signature = tables.functions[number].clone();
    let mut func = Function::with_name_signature(UserFuncName::user(0, number as u32), signature);
    let Scratch { builder, callees, defs, blocks, args, edges } = scratch;
    defs.clear();
    blocks.clear();
    let mut body = Body {
        number,
        tables,
        words,
        b: FunctionBuilder::new(&mut func, builder),
        callees,
        externs: vec![None; tables.externs.len()],
        runtime: [None; RUNTIME_CALLS],
        defs,
        blocks,
        args,
        edges,
        memory: [MemFlagsData::trusted(); REGIONS.len()],
        ctx: Value::from_u32(0),
        landing: None,
        exits: [const { Exit { last: None, uses: 0, all: vec![] } }; 2],
        slot: None,
    };
    body.read()?;
    let Body { b, .. } = body;
    b.finalize(isa.frontend_config());
    Ok(func)
}

struct Body<'a, 'f> {
    number: usize,
    tables: &'a Tables,
    words: Words<'a>,
    b: FunctionBuilder<'f>,
    callees: &'a mut Vec<(usize, FuncRef)>,
    externs: Vec<Option<SigRef>>,
    runtime: [Option<SigRef>; RUNTIME_CALLS],
    defs: &'a mut Vec<Def>,
    blocks: &'a mut Vec<Block>,
    args: &'a mut Vec<Value>,
    edges: &'a mut [Vec<BlockArg>; 2],
    /// By region.
    memory: [MemFlagsData; REGIONS.len()],
    ctx: Value,
    /// Inside a try: where to go when something is pending.
    landing: Option<Block>,
    /// By `FAIL_CHECK`, `LEAVE`.
    exits: [Exit; 2],
    /// Where guards put their values; as large as the largest needs.
    slot: Option<StackSlot>,
}

impl Body<'_, '_> {
    fn read(&mut self) -> Result<()> {
        let flags = self.words.i32()?;
        let entry_site = self.words.i32()?;
        self.make_regions(flags & ONE_REGION != 0);
        self.make_blocks()?;
        for i in 0..self.blocks.len() {
            self.b.switch_to_block(self.blocks[i]);
            if i == 0 && entry_site >= 0 {
                self.check_stack(entry_site)?;
            }
            loop {
                let Some(op) = self.tables.name(&mut self.words)?.op else {
                    return self.words.malformed("an instruction is wanted here");
                };
                if self.terminator(op)? {
                    break;
                }
                self.insn(op)?;
            }
        }
        if !self.words.at_end() {
            return self.words.malformed("words after the last block");
        }
        self.make_exits()?;
        self.b.seal_all_blocks();
        Ok(())
    }

    fn make_regions(&mut self, one: bool) {
        for (i, name) in REGIONS.iter().enumerate() {
            let data = AliasRegionData {
                user_id: if one { 0 } else { i as u32 },
                description: if one { "memory" } else { name }.into(),
            };
            let region = self.b.func.dfg.alias_regions.insert(data);
            self.memory[i].set_alias_region(Some(region));
        }
    }

    fn make_blocks(&mut self) -> Result<()> {
        for i in 0..self.words.count(3, "count of blocks")? {
            let block = self.b.create_block();
            self.blocks.push(block);
            if self.words.i32()? & COLD != 0 {
                self.b.set_cold_block(block);
            }
            let count = self.words.count(1, "count of parameters")?;
            if i == 0 {
                self.b.append_block_params_for_function_params(block);
                self.ctx = self.b.block_params(block)[0];
                if count != self.b.block_params(block).len() - 1 {
                    return self.words.malformed("the first block has not the parameters of the function");
                }
            }
            for n in 0..count {
                let ty = self.tables.value_type(&mut self.words)?;
                let param = match i {
                    0 => self.b.block_params(block)[n + 1],
                    _ => self.b.append_block_param(block, ty),
                };
                self.expect(param, ty)?;
                self.define(param);
            }
        }
        match self.blocks.len() {
            0 => self.words.malformed("a body without blocks"),
            _ => Ok(()),
        }
    }

    /// An entry sets the limit; below it there is room enough for calls to Java.
    fn check_stack(&mut self, site: i32) -> Result<()> {
        let sp = self.b.ins().get_stack_pointer(I64);
        let limit = self.load_context(I64, self.tables.layout.stack_limit);
        let low = self.b.ins().icmp(IntCC::UnsignedLessThan, sp, limit);
        let (next, cold) = self.split(low, true);
        self.b.switch_to_block(cold);
        let site = self.constant(I32, site as i64);
        self.call_runtime(Runtime::StackOverflow, &[site])?;
        self.jump_leave();
        self.b.switch_to_block(next);
        Ok(())
    }

    // Operands and results

    fn define(&mut self, value: Value) {
        self.defs.push(Def { value, condition: None.into(), base: None.into(), offset: 0 });
    }

    fn def(&mut self) -> Result<Def> {
        Ok(self.defs[self.words.index(self.defs.len(), "value")?])
    }

    fn value(&mut self) -> Result<Value> {
        Ok(self.def()?.value)
    }

    fn ty(&self, value: Value) -> Type {
        self.b.func.dfg.value_type(value)
    }

    fn expect(&self, value: Value, ty: Type) -> Result<()> {
        match self.ty(value) {
            found if found == ty => Ok(()),
            found => self.words.malformed(format!("found {found}, expected {ty}")),
        }
    }

    fn typed(&mut self, ty: Type) -> Result<Value> {
        let value = self.value()?;
        self.expect(value, ty)?;
        Ok(value)
    }

    fn constant(&mut self, ty: Type, bits: i64) -> Value {
        match ty {
            I32 => self.b.ins().iconst(I32, bits as u32 as i64),
            F32 => self.b.ins().f32const(f32::from_bits(bits as u32)),
            F64 => self.b.ins().f64const(f64::from_bits(bits as u64)),
            _ => self.b.ins().iconst(ty, bits),
        }
    }

    // Control flow

    /// Ends the block: to the cold block if the condition is as `cold_if` says, else to the next, where the caller goes
    /// on.
    fn split(&mut self, condition: Value, cold_if: bool) -> (Block, Block) {
        let next = self.b.create_block();
        let cold = self.b.create_block();
        self.b.set_cold_block(cold);
        if cold_if {
            self.b.ins().brif(condition, cold, &[], next, &[]);
        } else {
            self.b.ins().brif(condition, next, &[], cold, &[]);
        }
        (next, cold)
    }

    fn exit(&mut self, kind: usize) -> Block {
        let exit = &mut self.exits[kind];
        exit.uses += 1;
        match exit.last {
            Some(block) if exit.uses <= EXIT_USES => block,
            _ => {
                let block = self.b.create_block();
                self.b.set_cold_block(block);
                for &ty in [&[I32, I64, I64][..], &[]][kind] {
                    self.b.append_block_param(block, ty);
                }
                *exit = Exit { last: Some(block), uses: 1, all: std::mem::take(&mut exit.all) };
                exit.all.push(block);
                block
            }
        }
    }

    /// To the landing of the try, or out of the function.
    fn jump_leave(&mut self) {
        let target = match self.landing {
            Some(landing) => landing,
            None => self.exit(LEAVE),
        };
        self.b.ins().jump(target, &[]);
    }

    fn jump_check_failed(&mut self, site: i32, first: Value, second: Option<Value>) -> Result<()> {
        let site = self.constant(I32, site as i64);
        let a = bits(&mut self.b, first);
        let c = match second {
            Some(second) => bits(&mut self.b, second),
            None => self.constant(I64, 0),
        };
        if self.landing.is_some() {
            self.call_runtime(Runtime::CheckFailed, &[site, a, c])?;
            self.jump_leave();
        } else {
            let target = self.exit(FAIL_CHECK);
            self.b.ins().jump(target, &[site.into(), a.into(), c.into()]);
        }
        Ok(())
    }

    /// Fills the exits, of which the first kind uses the second.
    fn make_exits(&mut self) -> Result<()> {
        self.landing = None;
        for block in std::mem::take(&mut self.exits[FAIL_CHECK].all) {
            self.b.switch_to_block(block);
            let params = self.b.block_params(block).to_vec();
            self.call_runtime(Runtime::CheckFailed, &params)?;
            self.jump_leave();
        }
        for block in std::mem::take(&mut self.exits[LEAVE].all) {
            self.b.switch_to_block(block);
            self.return_nothing();
        }
        Ok(())
    }

    /// Something is pending, so the result means nothing.
    fn return_nothing(&mut self) {
        let result = self.result().map(|ty| self.constant(ty, 0));
        self.b.ins().return_(result.as_slice());
    }

    fn result(&self) -> Option<Type> {
        self.b.func.signature.returns.first().map(|result| result.value_type)
    }

    /// Reads an edge; its arguments go to `edges[slot]`.
    fn edge(&mut self, slot: usize) -> Result<Block> {
        let index = self.words.index(self.blocks.len(), "block")?;
        if index == 0 {
            return self.words.malformed("an edge to the first block");
        }
        let block = self.blocks[index];
        self.edges[slot].clear();
        for i in 0..self.b.block_params(block).len() {
            let param = self.b.block_params(block)[i];
            let arg = self.typed(self.ty(param))?;
            self.edges[slot].push(arg.into());
        }
        Ok(block)
    }

    /// True if the op is a terminator, which is then done.
    fn terminator(&mut self, op: Op) -> Result<bool> {
        match op {
            Op::Jump => {
                let target = self.edge(0)?;
                self.b.ins().jump(target, &self.edges[0]);
            }
            Op::Branch => {
                let def = self.def()?;
                self.expect(def.value, I32)?;
                let condition = def.condition();
                let if_true = self.edge(0)?;
                let if_false = self.edge(1)?;
                let [true_args, false_args] = &*self.edges;
                self.b.ins().brif(condition, if_true, true_args, if_false, false_args);
            }
            Op::Switch => self.switch()?,
            Op::Return => {
                let result = match self.result() {
                    Some(ty) => Some(self.typed(ty)?),
                    None => None,
                };
                self.b.ins().return_(result.as_slice());
            }
            Op::Throw => {
                let exception = self.typed(I64)?;
                self.b.ins().store(self.memory[CONTEXT], exception, self.ctx, self.tables.layout.pending);
                self.jump_leave();
            }
            Op::Try => self.try_insn()?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Edges with arguments get a block each, since jump tables have none.
    fn switch(&mut self) -> Result<()> {
        let value = self.typed(I32)?;
        let count = self.words.count(2, "count of keys")?;
        let mut keys = self.words.part(count)?;
        let mut between = vec![];
        let mut switch = Switch::new();
        let mut last = None;
        for _ in 0..count {
            let key = keys.i32()?;
            if last.is_some_and(|last| last >= key) {
                return keys.malformed("keys do not ascend");
            }
            last = Some(key);
            let block = self.switch_edge(&mut between)?;
            switch.set_entry(key as u32 as u128, block);
        }
        let default = self.switch_edge(&mut between)?;
        switch.emit(&mut self.b, value, default);
        for (block, target, args) in between {
            self.b.switch_to_block(block);
            self.b.ins().jump(target, &args);
        }
        Ok(())
    }

    fn switch_edge(&mut self, between: &mut Vec<(Block, Block, Vec<BlockArg>)>) -> Result<Block> {
        let target = self.edge(0)?;
        if self.edges[0].is_empty() {
            return Ok(target);
        }
        let block = self.b.create_block();
        between.push((block, target, std::mem::take(&mut self.edges[0])));
        Ok(block)
    }

    fn try_insn(&mut self) -> Result<()> {
        let landing = self.b.create_block();
        self.b.set_cold_block(landing);
        self.landing = Some(landing);
        let Some(op) = self.tables.name(&mut self.words)?.op else {
            return self.words.malformed("an instruction is wanted here");
        };
        self.insn(op)?;
        self.landing = None;
        // The exception is numbered now, but only the unwind edge may use it: until then, something that exists stands
        // for it.
        let exception = self.defs.len();
        self.define(self.ctx);
        let normal = self.edge(0)?;
        self.b.ins().jump(normal, &self.edges[0]);

        self.b.switch_to_block(landing);
        let caught = self.call_runtime(Runtime::Catch, &[])?;
        let caught = self.b.inst_results(caught)[0];
        self.defs[exception].value = caught;
        let handler = self.edge(0)?;
        let leave = self.exit(LEAVE);
        // What may not be caught, such as a stop, goes on.
        self.b.ins().brif(caught, handler, &self.edges[0], leave, &[]);
        Ok(())
    }
}

/// The raw bits of a value as a signed 64-bit integer.
pub fn bits(b: &mut FunctionBuilder, value: Value) -> Value {
    match b.func.dfg.value_type(value) {
        I32 => b.ins().sextend(I64, value),
        F32 => {
            let int = b.ins().bitcast(I32, MemFlagsData::new(), value);
            b.ins().sextend(I64, int)
        }
        F64 => b.ins().bitcast(I64, MemFlagsData::new(), value),
        _ => value,
    }
}

/// The value that has these raw bits.
pub fn from_bits(b: &mut FunctionBuilder, ty: Type, raw: Value) -> Value {
    match ty {
        I32 => b.ins().ireduce(I32, raw),
        F32 => {
            let int = b.ins().ireduce(I32, raw);
            b.ins().bitcast(F32, MemFlagsData::new(), int)
        }
        F64 => b.ins().bitcast(F64, MemFlagsData::new(), raw),
        _ => raw,
    }
}
