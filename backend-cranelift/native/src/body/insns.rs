//! What stands inside a block.

use super::{Body, CONTEXT, Def, HEADERS, LEAVE, RECORDS, REGIONS, STATICS, bits, from_bits};
use crate::error::Result;
use crate::host;
use crate::ops::{Binary, Check, Compare, Convert, Mem, Op, Unary};
use crate::tables::Runtime;
use crate::thunks;
use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::types::{F32, F64, I8, I16, I32, I64};
use cranelift_codegen::ir::{
    AbiParam, ExtFuncData, ExternalName, FuncRef, Inst, InstBuilder, InstructionData, MemFlagsData, Opcode, SigRef,
    Signature, SourceLoc, StackSlot, StackSlotData, StackSlotKind, Type, UserExternalName, Value,
};
use cranelift_frontend::FunctionBuilder;

impl Body<'_, '_> {
    pub(super) fn insn(&mut self, op: Op) -> Result<()> {
        match op {
            Op::Const => {
                let ty = self.tables.value_type(&mut self.words)?;
                let bits = if ty.bytes() == 8 { self.words.i64()? } else { self.words.i32()? as i64 };
                let value = self.constant(ty, bits);
                self.define(value);
            }
            Op::String => {
                let slot = self.address_word()?;
                let flags = self.memory[STATICS].with_readonly().with_can_move();
                let string = self.b.ins().load(I64, flags, slot, 0);
                self.define(string);
            }
            Op::Context => self.define(self.ctx),
            Op::Unary(op) => self.unary(op)?,
            Op::Binary(op) => self.binary(op)?,
            Op::Fma => {
                let x = self.value()?;
                let y = self.typed(self.ty(x))?;
                let z = self.typed(self.ty(x))?;
                if !self.ty(x).is_float() {
                    return self.undefined("fma", self.ty(x));
                }
                let result = self.b.ins().fma(x, y, z);
                self.define(result);
            }
            Op::Compare(op) => self.compare(op)?,
            Op::Convert(op) => self.convert(op)?,
            Op::Check(op) => self.check(op)?,
            Op::InstanceOf => self.instance_of()?,
            Op::Load => self.load()?,
            Op::Store => self.store()?,
            Op::Address => self.address()?,
            Op::Poll => self.poll()?,
            Op::Call => self.call()?,
            Op::CallIndirect => self.call_indirect()?,
            Op::Host => self.host()?,
            Op::ArrayCopy => self.array_copy()?,
            Op::Guard => self.guard()?,
            Op::Jump | Op::Branch | Op::Switch | Op::Return | Op::Throw | Op::Try => {
                return self.words.malformed("a terminator inside a try");
            }
        }
        Ok(())
    }

    fn undefined<T>(&self, op: &str, ty: Type) -> Result<T> {
        self.words.malformed(format!("{op} is not defined on {ty}"))
    }

    fn address_word(&mut self) -> Result<Value> {
        let address = self.words.i64()?;
        Ok(self.constant(I64, address))
    }

    fn unary(&mut self, op: Unary) -> Result<()> {
        let a = self.value()?;
        let ty = self.ty(a);
        let ins = self.b.ins();
        let result = match (op, ty.is_int()) {
            (Unary::Neg, true) => ins.ineg(a),
            (Unary::Neg, false) => ins.fneg(a),
            (Unary::Abs, false) => ins.fabs(a),
            (Unary::Sqrt, false) => ins.sqrt(a),
            (Unary::Floor, false) if ty == F64 => ins.floor(a),
            (Unary::Ceil, false) if ty == F64 => ins.ceil(a),
            (Unary::Rint, false) if ty == F64 => ins.nearest(a),
            (Unary::Popcount, true) => ins.popcnt(a),
            (Unary::Clz, true) => ins.clz(a),
            (Unary::Ctz, true) => ins.ctz(a),
            (Unary::Bswap, true) => ins.bswap(a),
            (Unary::Bitrev, true) => ins.bitrev(a),
            _ => return self.undefined(&format!("{op:?}"), ty),
        };
        self.define(result);
        Ok(())
    }

    fn binary(&mut self, op: Binary) -> Result<()> {
        let a = self.value()?;
        let ty = self.ty(a);
        let shift = matches!(op, Binary::Shl | Binary::Shr | Binary::Ushr);
        let c = self.typed(if shift { I32 } else { ty })?;
        // Cranelift takes a shift's count modulo the width, as Java does.
        let result = match (op, ty.is_int()) {
            (Binary::Add, true) => self.b.ins().iadd(a, c),
            (Binary::Sub, true) => self.b.ins().isub(a, c),
            (Binary::Mul, true) => self.b.ins().imul(a, c),
            (Binary::Div, true) => self.divide(a, c),
            // Unlike sdiv, srem is defined for MIN and -1.
            (Binary::Rem, true) => self.b.ins().srem(a, c),
            (Binary::And, true) => self.b.ins().band(a, c),
            (Binary::Or, true) => self.b.ins().bor(a, c),
            (Binary::Xor, true) => self.b.ins().bxor(a, c),
            (Binary::Shl, true) => self.b.ins().ishl(a, c),
            (Binary::Shr, true) => self.b.ins().sshr(a, c),
            (Binary::Ushr, true) => self.b.ins().ushr(a, c),
            (Binary::Min, true) => self.b.ins().smin(a, c),
            (Binary::Max, true) => self.b.ins().smax(a, c),
            (Binary::Mulhigh, true) if ty == I64 => self.b.ins().smulhi(a, c),
            (Binary::Umulhigh, true) if ty == I64 => self.b.ins().umulhi(a, c),
            (Binary::Add, false) => self.b.ins().fadd(a, c),
            (Binary::Sub, false) => self.b.ins().fsub(a, c),
            (Binary::Mul, false) => self.b.ins().fmul(a, c),
            (Binary::Div, false) => self.b.ins().fdiv(a, c),
            (Binary::Rem, false) => self.float_remainder(a, c),
            (Binary::Min, false) => self.b.ins().fmin(a, c),
            (Binary::Max, false) => self.b.ins().fmax(a, c),
            _ => return self.undefined(&format!("{op:?}"), ty),
        };
        self.define(result);
        Ok(())
    }

    /// sdiv traps for MIN / -1, so division by -1 is negation. A branch, because choosing other operands without one
    /// lengthens a chain of divisions by a sixth. The divisor is never 0, a check has seen to that.
    fn divide(&mut self, a: Value, c: Value) -> Value {
        match self.known(c) {
            Some(-1) => return self.b.ins().ineg(a),
            Some(known) if known != 0 => return self.b.ins().sdiv(a, c),
            _ => {}
        }
        let by_minus_one = self.b.ins().icmp_imm_s(IntCC::Equal, c, -1);
        let (next, cold) = self.split(by_minus_one, true);
        let join = self.b.create_block();
        let result = self.b.append_block_param(join, self.ty(a));
        self.b.switch_to_block(next);
        let quotient = self.b.ins().sdiv(a, c);
        self.b.ins().jump(join, &[quotient.into()]);
        self.b.switch_to_block(cold);
        let negated = self.b.ins().ineg(a);
        self.b.ins().jump(join, &[negated.into()]);
        self.b.switch_to_block(join);
        result
    }

    /// The value of an integer constant, sign-extended.
    fn known(&self, value: Value) -> Option<i64> {
        let dfg = &self.b.func.dfg;
        let inst = dfg.value_def(value).inst()?;
        match dfg.insts[inst] {
            InstructionData::UnaryImm { opcode: Opcode::Iconst, imm } => {
                Some(imm.sign_extend_from_width(self.ty(value).bits()).bits())
            }
            _ => None,
        }
    }

    fn float_remainder(&mut self, a: Value, c: Value) -> Value {
        let ty = self.ty(a);
        let address = if ty == F64 { host::rem_f64 as *const u8 } else { host::rem_f32 as *const u8 };
        let mut signature = Signature::new(self.tables.conv);
        let param = AbiParam::new(ty);
        signature.params.extend([param, param]);
        signature.returns.push(param);
        let signature = self.b.import_signature(signature);
        let call = self.call_address(address as i64, signature, &[a, c]);
        self.b.inst_results(call)[0]
    }

    fn compare(&mut self, op: Compare) -> Result<()> {
        let a = self.value()?;
        let ty = self.ty(a);
        let c = self.typed(ty)?;
        let int = ty.is_int();
        let sign = match op {
            Compare::Is(cc, _) if int => return self.define_condition(|b| b.ins().icmp(cc, a, c)),
            Compare::Is(_, Some(cc)) => return self.define_condition(|b| b.ins().fcmp(cc, a, c)),
            Compare::Sign if int => {
                let greater = self.b.ins().icmp(IntCC::SignedGreaterThan, a, c);
                let less = self.b.ins().icmp(IntCC::SignedLessThan, a, c);
                self.b.ins().isub(greater, less)
            }
            Compare::SignLow | Compare::SignHigh if !int => {
                let (greater, less) = match op {
                    Compare::SignLow => (FloatCC::GreaterThan, FloatCC::UnorderedOrLessThan),
                    _ => (FloatCC::UnorderedOrGreaterThan, FloatCC::LessThan),
                };
                let greater = self.b.ins().fcmp(greater, a, c);
                let less = self.b.ins().fcmp(less, a, c);
                self.b.ins().isub(greater, less)
            }
            _ => return self.undefined(&format!("{op:?}"), ty),
        };
        let result = self.b.ins().sextend(I32, sign);
        self.define(result);
        Ok(())
    }

    fn define_condition(&mut self, compare: impl FnOnce(&mut FunctionBuilder) -> Value) -> Result<()> {
        let condition = compare(&mut self.b);
        let value = self.b.ins().uextend(I32, condition);
        self.defs.push(Def { value, condition: condition.into(), base: None.into(), offset: 0 });
        Ok(())
    }

    fn convert(&mut self, op: Convert) -> Result<()> {
        let to = self.tables.value_type(&mut self.words)?;
        let a = self.value()?;
        let from = self.ty(a);
        let b = &mut self.b;
        let result = match (op, from, to) {
            (Convert::Sext, I32, I64) => b.ins().sextend(I64, a),
            (Convert::Zext, I32, I64) => b.ins().uextend(I64, a),
            (Convert::Trunc, I64, I32) => b.ins().ireduce(I32, a),
            (Convert::Sext8, I32, I32) => {
                let low = b.ins().ireduce(I8, a);
                b.ins().sextend(I32, low)
            }
            (Convert::Sext16, I32, I32) => {
                let low = b.ins().ireduce(I16, a);
                b.ins().sextend(I32, low)
            }
            (Convert::Zext16, I32, I32) => {
                let low = b.ins().ireduce(I16, a);
                b.ins().uextend(I32, low)
            }
            (Convert::Itof, I32 | I64, F32 | F64) => b.ins().fcvt_from_sint(to, a),
            (Convert::Ftoi, F32 | F64, I32 | I64) => b.ins().fcvt_to_sint_sat(to, a),
            (Convert::Fext, F32, F64) => b.ins().fpromote(F64, a),
            (Convert::Ftrunc, F64, F32) => b.ins().fdemote(F32, a),
            (Convert::Bits, I32, F32)
            | (Convert::Bits, F32, I32)
            | (Convert::Bits, I64, F64)
            | (Convert::Bits, F64, I64) => b.ins().bitcast(to, MemFlagsData::new(), a),
            (Convert::Asref, I64, I64) => a,
            _ => return self.words.malformed(format!("{op:?} does not lead from {from} to {to}")),
        };
        self.define(result);
        Ok(())
    }

    // Checks

    fn check(&mut self, op: Check) -> Result<()> {
        let site = self.words.i32()?;
        let a = self.value()?;
        match op {
            Check::Nonzero => {
                if !self.ty(a).is_int() {
                    return self.undefined("check.nonzero", self.ty(a));
                }
                self.fail_unless(a, site, a, None)?;
            }
            Check::Null => {
                self.expect(a, I64)?;
                self.fail_unless(a, site, a, None)?;
            }
            Check::Bounds => {
                self.expect(a, I32)?;
                let length = self.typed(I32)?;
                let inside = self.b.ins().icmp(IntCC::UnsignedLessThan, a, length);
                self.fail_unless(inside, site, a, Some(length))?;
            }
            Check::Size => {
                self.expect(a, I32)?;
                let positive = self.b.ins().icmp_imm_s(IntCC::SignedGreaterThanOrEqual, a, 0);
                self.fail_unless(positive, site, a, None)?;
            }
            Check::Cast => {
                self.expect(a, I64)?;
                let class = self.address_word()?;
                self.check_class(site, a, None, class, Runtime::InstanceOf, class)?;
            }
            Check::Store => {
                self.expect(a, I64)?;
                let array = self.typed(I64)?;
                let object = self.address_word()?;
                let class = self.class_of(array);
                let element = self.b.ins().load(I64, self.memory[RECORDS], class, self.tables.layout.element_class);
                let takes_all = self.b.ins().icmp(IntCC::Equal, element, object);
                let done = self.b.create_block();
                let test = self.b.create_block();
                self.b.ins().brif(takes_all, done, &[], test, &[]);
                self.b.switch_to_block(test);
                self.check_class(site, a, Some(array), element, Runtime::CanStore, array)?;
                self.b.ins().jump(done, &[]);
                self.b.switch_to_block(done);
            }
        }
        self.define(a);
        Ok(())
    }

    fn fail_unless(&mut self, ok: Value, site: i32, a: Value, c: Option<Value>) -> Result<()> {
        let (next, cold) = self.split(ok, false);
        self.b.switch_to_block(cold);
        self.jump_check_failed(site, a, c)?;
        self.b.switch_to_block(next);
        Ok(())
    }

    fn class_of(&mut self, object: Value) -> Value {
        self.b.ins().load(I64, self.memory[HEADERS], object, self.tables.layout.class)
    }

    /// Null passes, an object of exactly this class passes, and for all else Java is asked.
    fn check_class(
        &mut self,
        site: i32,
        object: Value,
        second: Option<Value>,
        class: Value,
        ask: Runtime,
        ask_about: Value,
    ) -> Result<()> {
        let next = self.b.create_block();
        let test = self.b.create_block();
        let slow = self.b.create_block();
        let cold = self.b.create_block();
        self.b.set_cold_block(slow);
        self.b.set_cold_block(cold);
        self.b.ins().brif(object, test, &[], next, &[]);

        self.b.switch_to_block(test);
        let found = self.class_of(object);
        let exact = self.b.ins().icmp(IntCC::Equal, found, class);
        self.b.ins().brif(exact, next, &[], slow, &[]);

        self.b.switch_to_block(slow);
        let answer = self.call_runtime(ask, &[object, ask_about])?;
        let answer = self.b.inst_results(answer)[0];
        self.b.ins().brif(answer, next, &[], cold, &[]);

        self.b.switch_to_block(cold);
        self.jump_check_failed(site, object, second)?;
        self.b.switch_to_block(next);
        Ok(())
    }

    fn instance_of(&mut self) -> Result<()> {
        let object = self.typed(I64)?;
        let class = self.address_word()?;
        let test = self.b.create_block();
        let slow = self.b.create_block();
        self.b.set_cold_block(slow);
        let next = self.b.create_block();
        let result = self.b.append_block_param(next, I32);
        let no = self.constant(I32, 0);
        self.b.ins().brif(object, test, &[], next, &[no.into()]);

        self.b.switch_to_block(test);
        let found = self.class_of(object);
        let exact = self.b.ins().icmp(IntCC::Equal, found, class);
        let yes = self.constant(I32, 1);
        self.b.ins().brif(exact, next, &[yes.into()], slow, &[]);

        self.b.switch_to_block(slow);
        let answer = self.call_runtime(Runtime::InstanceOf, &[object, class])?;
        let answer = self.b.inst_results(answer)[0];
        self.b.ins().jump(next, &[answer.into()]);
        self.b.switch_to_block(next);
        self.define(result);
        Ok(())
    }

    // Memory

    pub(super) fn load_context(&mut self, ty: Type, offset: i32) -> Value {
        self.b.ins().load(ty, self.memory[CONTEXT], self.ctx, offset)
    }

    /// Memory type, region, base and offset.
    fn place(&mut self) -> Result<(Mem, MemFlagsData, Value, i32)> {
        let mem = self.tables.mem(&mut self.words)?;
        let flags = self.memory[self.words.index(REGIONS.len(), "region")?];
        let def = self.def()?;
        self.expect(def.value, I64)?;
        let offset = self.words.i32()?;
        match (def.base.expand(), def.offset.checked_add(offset)) {
            (Some(base), Some(sum)) => Ok((mem, flags, base, sum)),
            _ => Ok((mem, flags, def.value, offset)),
        }
    }

    fn load(&mut self) -> Result<()> {
        let (mem, flags, base, offset) = self.place()?;
        let result = match mem {
            Mem::S8 => self.b.ins().sload8(I32, flags, base, offset),
            Mem::U16 => self.b.ins().uload16(I32, flags, base, offset),
            Mem::S16 => self.b.ins().sload16(I32, flags, base, offset),
            Mem::Whole(ty) => self.b.ins().load(ty, flags, base, offset),
        };
        self.define(result);
        Ok(())
    }

    fn store(&mut self) -> Result<()> {
        let (mem, flags, base, offset) = self.place()?;
        let value = self.typed(mem.value())?;
        match mem {
            Mem::S8 => self.b.ins().istore8(flags, value, base, offset),
            Mem::U16 | Mem::S16 => self.b.ins().istore16(flags, value, base, offset),
            Mem::Whole(_) => self.b.ins().store(flags, value, base, offset),
        };
        Ok(())
    }

    fn address(&mut self) -> Result<()> {
        let base = self.typed(I64)?;
        let index = self.value()?;
        let scale = self.words.i32()?;
        let offset = self.words.i32()?;
        let index = match self.ty(index) {
            I64 => index,
            // Not negative, so that either extension is right; this one is free on x86.
            I32 => self.b.ins().uextend(I64, index),
            ty => return self.undefined("an index", ty),
        };
        let scaled = match scale {
            1 => index,
            _ if scale > 0 && scale & (scale - 1) == 0 => self.b.ins().ishl_imm_u(index, scale.trailing_zeros() as i64),
            _ => self.b.ins().imul_imm_s(index, scale as i64),
        };
        let sum = self.b.ins().iadd(base, scaled);
        // Dropped again where loads and stores take the offset themselves.
        let value = if offset == 0 { sum } else { self.b.ins().iadd_imm_s(sum, offset as i64) };
        self.defs.push(Def { value, condition: None.into(), base: sum.into(), offset });
        Ok(())
    }

    // Calls

    fn call_address(&mut self, address: i64, signature: SigRef, args: &[Value]) -> Inst {
        let address = self.constant(I64, address);
        self.b.ins().call_indirect(signature, address, args)
    }

    pub(super) fn call_runtime(&mut self, call: Runtime, args: &[Value]) -> Result<Inst> {
        let address = self.tables.runtime[call as usize];
        if address == 0 {
            return self.words.malformed(format!("{} has no address", call.name()));
        }
        let signature = match self.runtime[call as usize] {
            Some(signature) => signature,
            None => {
                let signature = self.b.import_signature(call.signature(self.tables.conv));
                self.runtime[call as usize] = Some(signature);
                signature
            }
        };
        Ok(self.call_address(address, signature, args))
    }

    /// Reads the arguments for parameters of these types.
    fn read_args(&mut self, signature: &Signature, context: Option<Value>) -> Result<()> {
        self.args.clear();
        self.args.extend(context);
        for param in &signature.params[context.iter().len()..] {
            let arg = self.typed(param.value_type)?;
            self.args.push(arg);
        }
        Ok(())
    }

    /// The reference to a function of the module, by its place among the callees and its number in the program.
    fn callee(&mut self, place: usize, number: usize, signature: &Signature) -> FuncRef {
        if self.callees[place].0 != self.number {
            let name = self.b.func.declare_imported_user_function(UserExternalName::new(0, number as u32));
            let signature = self.b.import_signature(signature.clone());
            let data = ExtFuncData { name: ExternalName::user(name), signature, colocated: true, patchable: false };
            self.callees[place] = (self.number, self.b.import_function(data));
        }
        self.callees[place].1
    }

    fn call(&mut self) -> Result<()> {
        let callee = self.words.index(self.tables.functions.len(), "function")?;
        let site = self.words.i32()?;
        let signature = &self.tables.functions[callee];
        self.read_args(signature, Some(self.ctx))?;
        let target = self.callee(callee, callee, signature);
        self.b.set_srcloc(SourceLoc::new(site as u32));
        let call = self.b.ins().call(target, self.args);
        self.after_call(call, site)
    }

    fn call_indirect(&mut self) -> Result<()> {
        let signature = self.tables.signature(&mut self.words, true)?;
        let site = self.words.i32()?;
        let target = self.typed(I64)?;
        self.read_args(&signature, Some(self.ctx))?;
        let signature = self.b.import_signature(signature);
        self.b.set_srcloc(SourceLoc::new(site as u32));
        let call = self.b.ins().call_indirect(signature, target, self.args);
        self.after_call(call, site)
    }

    fn host(&mut self) -> Result<()> {
        let (index, site) = self.host_args()?;
        self.call_host(index, site)
    }

    /// The common case without a call of Java.
    fn array_copy(&mut self) -> Result<()> {
        let (index, site) = self.host_args()?;
        let mut signature = Signature::new(self.tables.conv);
        signature.params.extend([I64, I32, I64, I32, I32].map(AbiParam::new));
        if self.tables.externs[index].signature != signature {
            return self.words.malformed("the extern is no array copy");
        }
        signature.params.push(AbiParam::new(I64));
        signature.returns.push(AbiParam::new(I32));
        let signature = self.b.import_signature(signature);
        let layout = &self.tables.layout;
        let offsets = [layout.data, layout.length, layout.shift, layout.class];
        let offsets = offsets.iter().fold(0, |all, &offset| all << 16 | offset as u16 as i64);
        let mut args = self.args.clone();
        args.push(self.constant(I64, offsets));
        let call = self.call_address(host::array_copy as *const u8 as i64, signature, &args);
        let copied = self.b.inst_results(call)[0];
        let (next, slow) = self.split(copied, false);
        self.b.switch_to_block(slow);
        self.call_host(index, site)?;
        self.b.ins().jump(next, &[]);
        self.b.switch_to_block(next);
        Ok(())
    }

    /// Reads a host function and its site, and its arguments into `args`.
    fn host_args(&mut self) -> Result<(usize, i32)> {
        let index = self.words.index(self.tables.externs.len(), "extern")?;
        let site = self.words.i32()?;
        self.read_args(&self.tables.externs[index].signature, None)?;
        Ok((index, site))
    }

    fn call_host(&mut self, index: usize, site: i32) -> Result<()> {
        let callee = &self.tables.externs[index];
        let signature = match self.externs[index] {
            Some(signature) => signature,
            None => {
                let signature = self.b.import_signature(callee.signature.clone());
                self.externs[index] = Some(signature);
                signature
            }
        };
        let address = self.constant(I64, callee.address);
        self.b.set_srcloc(SourceLoc::new(site as u32));
        let call = self.b.ins().call_indirect(signature, address, self.args);
        self.after_call(call, site)
    }

    fn after_call(&mut self, call: Inst, site: i32) -> Result<()> {
        self.b.set_srcloc(SourceLoc::default());
        let result = self.b.inst_results(call).first().copied();
        if site >= 0 {
            let pending = self.load_context(I64, self.tables.layout.pending);
            let (next, cold) = self.split(pending, true);
            self.b.switch_to_block(cold);
            self.jump_leave();
            self.b.switch_to_block(next);
        }
        if let Some(result) = result {
            self.define(result);
        }
        Ok(())
    }

    /// A stop is no exception: no handler sees it.
    fn poll(&mut self) -> Result<()> {
        let stop = self.load_context(I32, self.tables.layout.stop);
        let (next, cold) = self.split(stop, true);
        self.b.switch_to_block(cold);
        if self.tables.runtime[Runtime::Poll as usize] == 0 {
            return self.words.malformed("POLL has no address");
        }
        let poll = self.callee(self.tables.functions.len(), self.tables.poll_number(), &thunks::poll_signature());
        self.b.ins().call(poll, &[]);
        let pending = self.load_context(I64, self.tables.layout.pending);
        let leave = self.exit(LEAVE);
        self.b.ins().brif(pending, leave, &[], next, &[]);
        self.b.switch_to_block(next);
        Ok(())
    }

    /// The interpreter runs the rest of the function, and its result is the function's.
    fn guard(&mut self) -> Result<()> {
        let def = self.def()?;
        self.expect(def.value, I32)?;
        let site = self.words.i32()?;
        let (next, cold) = self.split(def.condition(), false);
        self.b.switch_to_block(cold);
        let count = self.words.count(1, "count of values")?;
        let slot = self.slot_of(count.max(1) as u32 * 8);
        let slots = self.b.ins().stack_addr(I64, slot, 0);
        for i in 0..count {
            let value = self.value()?;
            let raw = bits(&mut self.b, value);
            self.b.ins().store(MemFlagsData::trusted(), raw, slots, 8 * i as i32);
        }
        let site = self.constant(I32, site as i64);
        self.call_runtime(Runtime::Deopt, &[site, slots, slots])?;
        let pending = self.load_context(I64, self.tables.layout.pending);
        let leave = self.exit(LEAVE);
        let done = self.b.create_block();
        self.b.set_cold_block(done);
        self.b.ins().brif(pending, leave, &[], done, &[]);
        self.b.switch_to_block(done);
        let result = self.result().map(|ty| {
            let raw = self.b.ins().load(I64, MemFlagsData::trusted(), slots, 0);
            from_bits(&mut self.b, ty, raw)
        });
        self.b.ins().return_(result.as_slice());
        self.b.switch_to_block(next);
        Ok(())
    }

    fn slot_of(&mut self, bytes: u32) -> StackSlot {
        let slot = match self.slot {
            Some(slot) => slot,
            None => self.b.create_sized_stack_slot(StackSlotData::new(StackSlotKind::ExplicitSlot, 0, 3)),
        };
        self.slot = Some(slot);
        let data = &mut self.b.func.sized_stack_slots[slot];
        data.size = data.size.max(bytes);
        slot
    }
}
