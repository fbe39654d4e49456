package dev.assay.passes;

import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Terminator;
import dev.assay.ir.Value;
import java.util.Arrays;

/** The instruction that defines each value; none for parameters, and none for what a try defines, which only its edges may use. */
final class Definitions {
  // By value id.
  private Insn[] definition;

  Definitions(Function function) {
    definition = new Insn[function.valueCount()];
    for (var block : function.blocks())
      for (var insn : block.insns()) if (insn.result() != null && !(insn instanceof Terminator)) definition[insn.result().id()] = insn;
  }

  /** The instruction, or null. */
  Insn of(Value value) {
    return value.id() < definition.length ? definition[value.id()] : null;
  }

  /** The definition of its result was changed, or is new. */
  void set(Insn insn) {
    int id = insn.result().id();
    if (id >= definition.length) definition = Arrays.copyOf(definition, 2 * id + 1);
    definition[id] = insn;
  }

  /** The constant that defines a value, or null. */
  Insn.Const constant(Value value) {
    return of(value) instanceof Insn.Const c ? c : null;
  }

  boolean isConstant(Value value, long bits) {
    return of(value) instanceof Insn.Const c && c.bits() == bits;
  }
}
