package dev.assay.runtime;

import dev.assay.ir.ClassModel;
import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The classes of a program: numbers, subtyping (JLS §4.10), names as the host prints them. */
public final class ClassTable {
  private static final Map<String, String> VM_SUPERCLASSES = Map.ofEntries(
      Map.entry("java/lang/Throwable", "java/lang/Object"),
      Map.entry("java/lang/Exception", "java/lang/Throwable"),
      Map.entry("java/lang/RuntimeException", "java/lang/Exception"),
      Map.entry("java/lang/ArithmeticException", "java/lang/RuntimeException"),
      Map.entry("java/lang/NullPointerException", "java/lang/RuntimeException"),
      Map.entry("java/lang/IndexOutOfBoundsException", "java/lang/RuntimeException"),
      Map.entry("java/lang/ArrayIndexOutOfBoundsException", "java/lang/IndexOutOfBoundsException"),
      Map.entry("java/lang/NegativeArraySizeException", "java/lang/RuntimeException"),
      Map.entry("java/lang/ArrayStoreException", "java/lang/RuntimeException"),
      Map.entry("java/lang/ClassCastException", "java/lang/RuntimeException"),
      Map.entry("java/lang/IllegalArgumentException", "java/lang/RuntimeException"),
      Map.entry("java/lang/NumberFormatException", "java/lang/IllegalArgumentException"),
      Map.entry("java/lang/Error", "java/lang/Throwable"),
      Map.entry("java/lang/LinkageError", "java/lang/Error"),
      Map.entry("java/lang/ExceptionInInitializerError", "java/lang/LinkageError"),
      Map.entry("java/lang/NoClassDefFoundError", "java/lang/LinkageError"),
      Map.entry("java/lang/VirtualMachineError", "java/lang/Error"),
      Map.entry("java/lang/StackOverflowError", "java/lang/VirtualMachineError"),
      Map.entry("java/lang/OutOfMemoryError", "java/lang/VirtualMachineError"),
      Map.entry("java/lang/String", "java/lang/Object"));

  private static final Set<String> ARRAY_SUPERTYPES = Set.of("java/lang/Object", "java/lang/Cloneable", "java/io/Serializable");

  private final Module module;
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  public ClassTable(Module module) {
    this.module = module;
  }

  /** The number of a class or array class, given at first use. */
  public int id(String className) {
    return ids.computeIfAbsent(
        className,
        name -> {
          names.add(name);
          return names.size() - 1;
        });
  }

  public String name(int id) {
    return names.get(id);
  }

  /** The element's memory type of an array class. */
  public static MemType elementType(String arrayClass) {
    return MemType.ofDescriptor(arrayClass.substring(1));
  }

  /** The element's class of an array of references. */
  public static String elementClass(String arrayClass) {
    var element = arrayClass.substring(1);
    return element.startsWith("L") ? element.substring(1, element.length() - 1) : element;
  }

  public boolean isSubclass(String name, String of) {
    if (name.equals(of)) return true;
    if (name.startsWith("[")) {
      if (ARRAY_SUPERTYPES.contains(of)) return true;
      if (!of.startsWith("[")) return false;
      return elementType(name) == MemType.REF && elementType(of) == MemType.REF && isSubclass(elementClass(name), elementClass(of));
    }
    ClassModel model = module.classModel(name);
    if (model == null) {
      var superclass = VM_SUPERCLASSES.get(name);
      return superclass == null ? of.equals("java/lang/Object") : isSubclass(superclass, of);
    }
    for (var i : model.interfaces()) if (isSubclass(i, of)) return true;
    return model.superclass() != null && isSubclass(model.superclass(), of);
  }

  /** The name as {@code Class.getName} gives it. */
  public static String binaryName(String internalName) {
    return internalName.replace('/', '.');
  }

  /** The name as Java source writes it, e.g. {@code int[][]}. */
  public static String sourceName(String internalName) {
    if (!internalName.startsWith("[")) return binaryName(internalName);
    var element = switch (elementType(internalName)) {
      case BOOL -> "boolean";
      case I8 -> "byte";
      case U16 -> "char";
      case I16 -> "short";
      case I32 -> "int";
      case I64 -> "long";
      case F32 -> "float";
      case F64 -> "double";
      case REF, PTR -> sourceName(elementClass(internalName));
    };
    return element + "[]";
  }
}
