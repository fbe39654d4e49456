package dev.assay.llvm;

import org.bytedeco.llvm.global.LLVM;

/** How much LLVM optimises. */
enum Variant {
  O2(LLVM.LLVMCodeGenLevelDefault),
  O0(LLVM.LLVMCodeGenLevelNone),
  O1(LLVM.LLVMCodeGenLevelLess),
  O3(LLVM.LLVMCodeGenLevelAggressive);

  private final int codegenLevel;

  Variant(int codegenLevel) {
    this.codegenLevel = codegenLevel;
  }

  /** The pass pipeline as LLVM's {@code opt -passes=} takes it. */
  String passes() {
    return "default<" + name() + ">";
  }

  int codegenLevel() {
    return codegenLevel;
  }
}
