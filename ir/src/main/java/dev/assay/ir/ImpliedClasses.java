package dev.assay.ir;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The classes that every module has, whether it declares them or not, because instructions make their objects: strings, class objects, what
 * checks throw. A module built from bytecode declares them as they are in the JDK; then they have these fields among others.
 */
final class ImpliedClasses {
  private static final Map<String, ClassModel> MODELS = new LinkedHashMap<>();

  static {
    add(ClassHierarchy.OBJECT, null);
    add("java/lang/Class", ClassHierarchy.OBJECT);
    // The text as bytes, Latin-1 or UTF-16 in the machine's order, which the coder, 0 or 1, says.
    add("java/lang/String", ClassHierarchy.OBJECT, new ClassModel.Field("value", MemType.REF), new ClassModel.Field("coder", MemType.I8));
    // A cause that is the throwable itself is none yet. The backtrace is what host trace.capture gave.
    add("java/lang/Throwable", ClassHierarchy.OBJECT, new ClassModel.Field("backtrace", MemType.REF),
        new ClassModel.Field("detailMessage", MemType.REF), new ClassModel.Field("cause", MemType.REF));
    add("java/lang/Exception", "java/lang/Throwable");
    add("java/lang/RuntimeException", "java/lang/Exception");
    for (var name : List.of("Arithmetic", "NullPointer", "IndexOutOfBounds", "NegativeArraySize", "ArrayStore", "ClassCast"))
      add("java/lang/" + name + "Exception", "java/lang/RuntimeException");
    add("java/lang/ArrayIndexOutOfBoundsException", "java/lang/IndexOutOfBoundsException");
    add("java/lang/Error", "java/lang/Throwable");
    add("java/lang/VirtualMachineError", "java/lang/Error");
    add("java/lang/StackOverflowError", "java/lang/VirtualMachineError");
    add("java/lang/OutOfMemoryError", "java/lang/VirtualMachineError");
  }

  private ImpliedClasses() {}

  private static void add(String name, String superclass, ClassModel.Field... fields) {
    MODELS.put(name,
        new ClassModel(name, ClassModel.Kind.CLASS, superclass, List.of(), null, "java.base", false, List.of(), List.of(fields),
            new LinkedHashMap<>()));
  }

  static ClassModel of(String name) {
    return MODELS.get(name);
  }
}
