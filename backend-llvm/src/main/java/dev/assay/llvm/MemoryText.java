package dev.assay.llvm;

import dev.assay.ir.Insn;
import dev.assay.ir.MemType;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import dev.assay.runtime.Layout;
import dev.assay.runtime.Machine;

/** Loads, stores and addresses in LLVM's terms, each access with its alias class. */
final class MemoryText {
  private final FunctionText text;
  private final StringBuilder out;
  private final ModuleText module;
  private final Machine machine;

  MemoryText(FunctionText text, ModuleText module, Machine machine) {
    this.text = text;
    this.out = text.out;
    this.module = module;
    this.machine = machine;
  }

  /** Symbols stand for themselves, but for a string or a class object, which is loaded from its slot. */
  void symbol(Insn.Symbol insn) {
    if (!FunctionText.hasSlot(insn.op())) return;
    text.define(insn.result()).append("load ptr, ptr ").append(FunctionText.address(machine.address(insn.op(), insn.name())));
    // Neither the slot nor what it holds changes.
    out.append(", align 8").append(module.alias(AliasClasses.SLOT)).append('\n');
  }

  private static String type(MemType mem) {
    return switch (mem) {
      case BOOL, I8 -> "i8";
      case U16, I16 -> "i16";
      case I32 -> "i32";
      case I64 -> "i64";
      case F32 -> "float";
      case F64 -> "double";
      case REF, PTR -> "ptr";
    };
  }

  /** The address as an operand, after a line that computes it if it needs one. */
  private String offset(Value base, long offsetBytes) {
    if (offsetBytes == 0) return text.name(base);
    var address = text.temp();
    // The sum is the address of what is accessed, so it does not wrap.
    text.define(address).append("getelementptr ").append(offsetBytes > 0 ? "nuw " : "").append("i8, ");
    text.typed(base).append(", i64 ").append(offsetBytes).append('\n');
    return address;
  }

  private void access(Value base, long offsetBytes, MemType mem) {
    var alias = AliasClasses.of(text, base, offsetBytes, mem);
    out.append(", align ").append(alias == null ? 1 : mem.sizeBytes());
    if (alias != null) out.append(module.alias(alias));
  }

  void load(Insn.Load insn) {
    var address = offset(insn.base(), insn.offsetBytes());
    var extend = switch (insn.mem()) {
      case BOOL, I8, I16 -> "sext ";
      case U16 -> "zext ";
      case I32, I64, F32, F64, REF, PTR -> null;
    };
    var narrow = extend == null ? null : text.temp();
    if (narrow == null) text.define(insn.result());
    else text.define(narrow);
    out.append("load ").append(type(insn.mem())).append(", ptr ").append(address);
    access(insn.base(), insn.offsetBytes(), insn.mem());
    out.append('\n');
    if (narrow != null) text.define(insn.result()).append(extend).append(type(insn.mem())).append(' ').append(narrow).append(" to i32\n");
  }

  void length(Insn.ArrayLength insn) {
    var address = offset(insn.array(), Layout.LENGTH_OFFSET);
    text.define(insn.result()).append("load i32, ptr ").append(address).append(", align 4").append(module.alias(AliasClasses.LENGTH));
    out.append(ModuleText.lengthRange()).append('\n');
  }

  void store(Insn.Store insn) {
    var address = offset(insn.base(), insn.offsetBytes());
    boolean narrow = insn.mem().sizeBytes() < 4;
    var value = narrow ? text.cast(insn.value(), "trunc", type(insn.mem())) : text.name(insn.value());
    out.append("  store ").append(type(insn.mem())).append(' ').append(value).append(", ptr ").append(address);
    access(insn.base(), insn.offsetBytes(), insn.mem());
    out.append('\n');
  }

  void address(Insn.Address insn) {
    boolean narrow = insn.index().type() == Type.I32;
    var index = narrow ? text.cast(insn.index(), "zext nneg", "i64") : text.name(insn.index());
    var base = offset(insn.base(), insn.offsetBytes());
    var element = switch (insn.scale()) {
      case 1 -> "i8";
      case 2 -> "i16";
      case 4 -> "i32";
      case 8 -> "i64";
      default -> "[" + insn.scale() + " x i8]";
    };
    // An i32 index is not negative and an address is far from the end of the address space; an i64 index may be anything.
    text.define(insn.result()).append("getelementptr ").append(narrow ? "nuw " : "").append(element).append(", ptr ").append(base);
    out.append(", i64 ").append(index).append('\n');
  }

  /** Appends a load of the object's class record, and gives its name. */
  String classOf(Value ref) {
    var record = text.temp();
    text.define(record).append("load ptr, ");
    text.typed(ref).append(", align 8").append(module.alias(AliasClasses.CLASS_POINTER)).append('\n');
    return record;
  }
}
