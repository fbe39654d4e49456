package dev.assay.runtime;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.SymbolOp;
import dev.assay.spi.Refusal;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The functions of one program that native code calls through slots, and that are compiled when they are first called. Until then a slot,
 * and every dispatch table, holds the address of a stub ({@link LazyStubs}), which calls up and goes on in the code.
 *
 * <p>Strings and class objects that the functions name are made at the start, as they are when all is compiled at once: a compile makes no
 * object, so it neither collects nor runs out of heap.
 *
 * <p>What goes wrong in a compile is a failure of ours, not of the guest: no handler may see it, and the caller may be one that expects
 * nothing pending after this call. So native code is then left at once, up to the entry. So does a stop.
 */
public final class LazyCode implements AutoCloseable {
  /** Compiles one function. */
  @FunctionalInterface
  public interface Compiler {
    /** The address of the function's code, which knows its sites and calls through {@link #slot slots}. */
    long compile(Function function) throws Refusal;
  }

  private final Machine machine;
  private final List<Function> functions;
  private final Compiler compiler;
  private final Map<String, Integer> indexes = new HashMap<>();
  private final BitSet compiled = new BitSet();
  private final LazyStubs stubs;

  LazyCode(NativeLinkage linkage, List<Function> functions, Compiler compiler) {
    this.machine = linkage.machine();
    this.functions = List.copyOf(functions);
    this.compiler = compiler;
    for (int i = 0; i < functions.size(); i++) indexes.put(functions.get(i).name(), i);
    makeObjects();
    stubs = linkage.stubs(this, functions.size());
    machine.link(this::address);
  }

  private void makeObjects() {
    for (var function : functions)
      for (var block : function.blocks())
        for (var insn : block.insns())
          if (insn instanceof Insn.Symbol s && (s.op() == SymbolOp.STRING || s.op() == SymbolOp.CLASS)) machine.address(s.op(), s.name());
  }

  private int index(String function) {
    var index = indexes.get(function);
    if (index == null) throw new CompilerBug("nothing exported reaches @" + function);
    return index;
  }

  /** The address of the 8 bytes that hold a function's address. */
  public long slot(String function) {
    return stubs.slot(index(function));
  }

  /** The address of a function's code, or of its stub. */
  public long address(String function) {
    return stubs.address(index(function));
  }

  /** The functions that have code, in the order of the module. */
  public List<Function> compiled() {
    return compiled.stream().mapToObj(functions::get).toList();
  }

  /** Called by stubs. */
  long compile(int index) throws Refusal {
    // Not all that is compiled polls.
    if (machine.stopRequested()) throw new Unwinding.Stop();
    var function = functions.get(index);
    try {
      stubs.set(index, compiler.compile(function));
    } catch (Refusal | Unwinding e) {
      throw new CompilerBug("@" + function.name() + " cannot be compiled: " + e.getMessage(), e);
    }
    compiled.set(index);
    machine.relink(function.name());
    return stubs.address(index);
  }

  @Override
  public void close() {
    stubs.close();
  }
}
