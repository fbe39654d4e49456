package dev.assay.runtime;

import dev.assay.ir.MemType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The classes of a program: numbers, and names as the host prints them. */
public final class ClassTable {
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> names = new ArrayList<>();

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
