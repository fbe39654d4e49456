package dev.assay.llvm;

import dev.assay.runtime.Layout;

/**
 * The common case of {@code array.copy} without a call into Java, which takes 25 ns: two arrays of one class, ranges within both. One
 * LLVM function per module that says whether it has copied; the host function does all else, with its checks in their order.
 *
 * <p>Arrays of one class need no check of what is stored, also when they are arrays of references.
 */
final class ArrayCopy {
  private static final String NAME = "rt.copied";

  private ArrayCopy() {}

  /** The function's name with its result type in front; writes it at first use. */
  static String use(ModuleText module) {
    module.define(NAME, ArrayCopy::body);
    return "i1 @" + NAME;
  }

  private static String body(ModuleText module) {
    var memmove = module.intrinsic("llvm.memmove.p0.p0.i64", "void", "ptr, ptr, i64, i1");
    return """
        define internal i1 @rt.copied(ptr %from, i32 %fromIndex, ptr %to, i32 %toIndex, i32 %length) nounwind {
        entry:
          %fromNull = icmp eq ptr %from, null
          %toNull = icmp eq ptr %to, null
          %anyNull = or i1 %fromNull, %toNull
          br i1 %anyNull, label %no, label %objects
        objects:
          %fromClass = load ptr, ptr %from, align 8CLASS_POINTER
          %toClass = load ptr, ptr %to, align 8CLASS_POINTER
          %sameClass = icmp eq ptr %fromClass, %toClass
          br i1 %sameClass, label %oneClass, label %no
        oneClass:
          %shiftAt = getelementptr i8, ptr %fromClass, i64 SHIFT_OFFSET
          %shift = load i32, ptr %shiftAt, align 4CLASS_RECORD
          %isArray = icmp sge i32 %shift, 0
          br i1 %isArray, label %arrays, label %no
        arrays:
          %fromLengthAt = getelementptr i8, ptr %from, i64 LENGTH_OFFSET
          %fromLength = load i32, ptr %fromLengthAt, align 4LENGTH
          %toLengthAt = getelementptr i8, ptr %to, i64 LENGTH_OFFSET
          %toLength = load i32, ptr %toLengthAt, align 4LENGTH
          %signs1 = or i32 %fromIndex, %toIndex
          %signs = or i32 %signs1, %length
          %notNegative = icmp sge i32 %signs, 0
          %start1 = zext i32 %fromIndex to i64
          %start2 = zext i32 %toIndex to i64
          %count = zext i32 %length to i64
          %end1 = add i64 %start1, %count
          %end2 = add i64 %start2, %count
          %limit1 = zext i32 %fromLength to i64
          %limit2 = zext i32 %toLength to i64
          %fits1 = icmp ule i64 %end1, %limit1
          %fits2 = icmp ule i64 %end2, %limit2
          %fits = and i1 %fits1, %fits2
          %fine = and i1 %fits, %notNegative
          br i1 %fine, label %copy, label %no
        copy:
          %scale = zext i32 %shift to i64
          %bytes = shl i64 %count, %scale
          %offset1 = shl i64 %start1, %scale
          %offset2 = shl i64 %start2, %scale
          %data1 = getelementptr i8, ptr %from, i64 DATA_OFFSET
          %data2 = getelementptr i8, ptr %to, i64 DATA_OFFSET
          %source = getelementptr i8, ptr %data1, i64 %offset1
          %target = getelementptr i8, ptr %data2, i64 %offset2
          call MEMMOVE(ptr %target, ptr %source, i64 %bytes, i1 false)
          ret i1 true
        no:
          ret i1 false
        }

        """
        .replace("SHIFT_OFFSET", Integer.toString(Layout.CLASS_SHIFT_OFFSET))
        .replace("LENGTH_OFFSET", Integer.toString(Layout.LENGTH_OFFSET))
        .replace("DATA_OFFSET", Integer.toString(Layout.ARRAY_DATA_OFFSET))
        .replace("CLASS_POINTER", module.alias(AliasClasses.CLASS_POINTER))
        .replace("CLASS_RECORD", module.alias(AliasClasses.CLASS_RECORD))
        .replace("LENGTH", module.alias(AliasClasses.LENGTH))
        .replace("MEMMOVE", memmove)
        .replace("rt.copied", NAME);
  }
}
