package dev.assay.runtime;

import static dev.assay.ir.Type.I32;
import static dev.assay.ir.Type.I64;
import static dev.assay.ir.Type.PTR;
import static dev.assay.ir.Type.REF;

import dev.assay.ir.Type;
import java.util.List;

/**
 * What compiled native code calls besides the host functions: the cold paths. A site is a number given by {@link NativeLinkage#site}.
 * After each of them, except {@link #INSTANCE_OF} and {@link #CAN_STORE}, the context's pending field says how to go on. Of a call that
 * names its site here, {@link CodeMap} need not know the site.
 */
public enum RuntimeCall {
  /** (site, bits of operand, bits of operand or 0): makes the check's exception pending. */
  CHECK_FAILED(null, I32, I64, I64),
  /** () → the pending exception, no longer pending, or null if what is pending may not be caught: then leave the function. */
  CATCH(REF),
  /** (site of the function's entry): makes StackOverflowError pending. */
  STACK_OVERFLOW(null, I32),
  /** (): makes a stop pending if it is requested. Called when the context's stop field is not 0. */
  POLL(null),
  /** (reference that is not null, class record) → 0 or 1. */
  INSTANCE_OF(I32, REF, PTR),
  /** (reference that is not null, array of references) → 0 or 1. */
  CAN_STORE(I32, REF, REF),
  /** (site, address of the state's values in 8-byte slots, address for the result): a guard failed; runs the rest of the function. */
  DEOPT(null, I32, PTR, PTR);

  private final Type result;
  private final List<Type> params;

  RuntimeCall(Type result, Type... params) {
    this.result = result;
    this.params = List.of(params);
  }

  /** The result's type, or null for none. */
  public Type result() {
    return result;
  }

  public List<Type> params() {
    return params;
  }
}
