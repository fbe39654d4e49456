//! Functions that no buffer holds: the ways in, and the poll's way out.

use crate::body::{bits, from_bits};
use crate::tables::{Runtime, Tables};
use cranelift_codegen::ir::types::I64;
use cranelift_codegen::ir::{
    AbiParam, ExtFuncData, ExternalName, Function, InstBuilder, MemFlagsData, Signature, UserExternalName, UserFuncName,
};
use cranelift_codegen::isa::{CallConv, TargetIsa};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};

/// `void entry(context, slots)`: sets the stack limit, loads a slot per parameter, calls, stores the result to the
/// first slot.
pub fn build_entry(
    number: u32,
    function: usize,
    tables: &Tables,
    isa: &dyn TargetIsa,
    context: &mut FunctionBuilderContext,
) -> Function {
    let mut signature = Signature::new(tables.conv);
    signature.params.extend([AbiParam::new(I64), AbiParam::new(I64)]);
    let mut func = Function::with_name_signature(UserFuncName::user(0, number), signature);
    let mut b = FunctionBuilder::new(&mut func, context);
    let block = b.create_block();
    b.append_block_params_for_function_params(block);
    b.switch_to_block(block);
    let [ctx, slots] = *b.block_params(block) else { unreachable!("an entry has two parameters") };
    let flags = MemFlagsData::trusted();

    let sp = b.ins().get_stack_pointer(I64);
    let budget = b.ins().load(I64, flags, ctx, tables.layout.stack_budget);
    let limit = b.ins().isub(sp, budget);
    b.ins().store(flags, limit, ctx, tables.layout.stack_limit);

    let callee = &tables.functions[function];
    let mut args = vec![ctx];
    for (i, param) in callee.params[1..].iter().enumerate() {
        let raw = b.ins().load(I64, flags, slots, 8 * i as i32);
        args.push(from_bits(&mut b, param.value_type, raw));
    }
    let name = b.func.declare_imported_user_function(UserExternalName::new(0, function as u32));
    let signature = b.import_signature(callee.clone());
    let target =
        b.import_function(ExtFuncData { name: ExternalName::user(name), signature, colocated: true, patchable: false });
    let call = b.ins().call(target, &args);
    if let Some(&result) = b.inst_results(call).first() {
        let raw = bits(&mut b, result);
        b.ins().store(flags, raw, slots, 0);
    }
    b.ins().return_(&[]);
    b.seal_all_blocks();
    b.finalize(isa.frontend_config());
    func
}

/// What a poll calls.
pub fn poll_signature() -> Signature {
    Signature::new(CallConv::PreserveAll)
}

/// Calls Java, which changes registers, but keeps all of them for its caller: loops have a poll, and a call that
/// changes registers would make the register allocator spill in every loop for a path that is hardly ever taken.
pub fn build_poll(number: u32, tables: &Tables, isa: &dyn TargetIsa, context: &mut FunctionBuilderContext) -> Function {
    let mut func = Function::with_name_signature(UserFuncName::user(0, number), poll_signature());
    let mut b = FunctionBuilder::new(&mut func, context);
    let block = b.create_block();
    b.switch_to_block(block);
    let signature = b.import_signature(Runtime::Poll.signature(tables.conv));
    let address = b.ins().iconst(I64, tables.runtime[Runtime::Poll as usize]);
    b.ins().call_indirect(signature, address, &[]);
    b.ins().return_(&[]);
    b.seal_all_blocks();
    b.finalize(isa.frontend_config());
    func
}
