package dev.assay.llvm;

import dev.assay.ir.Insn;
import dev.assay.ir.MemType;
import dev.assay.ir.SymbolOp;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import dev.assay.runtime.Layout;
import java.util.Set;

/**
 * Which memory a load or store touches, from where its base comes from. LLVM's type-based alias analysis takes two classes as disjoint
 * (Diwan, McKinley, Moss, PLDI 1998, section 2.1, without subtyping), so that a store to an array moves neither lengths nor statics out of
 * registers.
 *
 * <p>Fields are told apart by offset and type, not by name: no two fields of one object share an offset. Who has no name may be anything. A
 * wrong name is a miscompile, so a class is given only where the base's own definition, or its type {@code ref}, proves it.
 */
final class AliasClasses {
  static final String CONTEXT = "context";
  static final String CLASS_POINTER = "class pointer";
  static final String LENGTH = "length";
  static final String CLASS_RECORD = "class record";
  static final String MIRROR = "mirror";
  static final String SLOT = "slot";
  /** What functions that are compiled lazily are called through. Changes while they are called. */
  static final String CODE_SLOT = "code slot";
  private static final String IDENTITY_HASH = "identity hash";

  /**
   * What never changes while compiled code runs: class records but for the class objects, which are made late, and what strings and class
   * objects are loaded from. Lengths and class pointers are not among them: the function that allocates an object writes them, and would see
   * its own store moved.
   */
  static final Set<String> CONSTANT = Set.of(CLASS_RECORD, SLOT);

  private AliasClasses() {}

  /** The alias class, or null if it is not known. */
  static String of(FunctionText text, Value base, long offsetBytes, MemType mem) {
    if (base.type() == Type.REF) return offsetBytes >= Layout.FIELDS_OFFSET ? "field " + offsetBytes + ' ' + mem : inHeader(offsetBytes);
    var definition = text.definition(base);
    if (definition instanceof Insn.Symbol s) {
      return switch (s.op()) {
        case STATIC_ADDRESS -> offsetBytes == 0 ? "static " + s.name() : null;
        case CONTEXT -> CONTEXT;
        case CLASS_POINTER -> inRecord(offsetBytes);
        case STRING, CLASS -> null;
      };
    }
    if (definition instanceof Insn.Address a) return a.base().type() == Type.REF ? element(mem) : null;
    if (definition instanceof Insn.Load l) {
      if (l.base().type() == Type.REF && l.offsetBytes() == Layout.CLASS_OFFSET) return inRecord(offsetBytes);
      // What is written there before it is a reference.
      if (isCursor(text, l)) return offsetBytes == Layout.LENGTH_OFFSET ? LENGTH : inHeader(offsetBytes);
    }
    return null;
  }

  // Memory at the allocation cursor is the object about to be there.
  private static boolean isCursor(FunctionText text, Insn.Load load) {
    return load.offsetBytes() == Layout.CONTEXT_CURSOR
        && text.definition(load.base()) instanceof Insn.Symbol s
        && s.op() == SymbolOp.CONTEXT;
  }

  private static String inHeader(long offsetBytes) {
    if (offsetBytes == Layout.CLASS_OFFSET) return CLASS_POINTER;
    return offsetBytes == Layout.HASH_OFFSET ? IDENTITY_HASH : null;
  }

  private static String inRecord(long offsetBytes) {
    return offsetBytes == Layout.CLASS_MIRROR_OFFSET ? MIRROR : CLASS_RECORD;
  }

  // One class file instruction serves boolean[] and byte[].
  private static String element(MemType mem) {
    return "element " + (mem == MemType.BOOL ? MemType.I8 : mem);
  }
}
