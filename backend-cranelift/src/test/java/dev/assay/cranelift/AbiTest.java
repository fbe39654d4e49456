package dev.assay.cranelift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.cranelift.ffi.assay_cranelift_h;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The bindings say what the C header says, no more and no less. */
class AbiTest {
  private static final Path HEADER = Path.of("native/include/assay_cranelift.h");
  private static final Path JEXTRACT_ARGS = Path.of("native/include/jextract.args");

  private static final Pattern CONSTANT = Pattern.compile("(?m)^#define (ASSAY_CRANELIFT_\\w+) (\\d+)$");
  private static final Pattern FUNCTION = Pattern.compile("(?m)^([a-z][\\w ]*?[ *]+)(assay_cranelift_\\w+)\\(([^)]*)\\);");

  private static String header() throws IOException {
    return Files.readString(HEADER);
  }

  /** The bindings name a type by its layout and its carrier. */
  private static Class<?> carrier(String type) {
    if (type.contains("*")) return MemorySegment.class;
    return switch (type.strip()) {
      case "void" -> void.class;
      case "int32_t" -> int.class;
      case "uint64_t", "uintptr_t" -> long.class;
      default -> throw new AssertionError("the test knows no C type " + type);
    };
  }

  private static List<Class<?>> parameters(String list) {
    var carriers = new ArrayList<Class<?>>();
    if (list.strip().equals("void")) return carriers;
    for (var parameter : list.split(",")) carriers.add(carrier(parameter.strip().replaceFirst("\\w+$", "")));
    return carriers;
  }

  private static Map<String, Method> bindings() {
    var methods = new TreeMap<String, Method>();
    for (var method : assay_cranelift_h.class.getMethods())
      if (method.getDeclaringClass() == assay_cranelift_h.class && !method.getName().contains("$")) methods.put(method.getName(), method);
    return methods;
  }

  @Test
  void bindingsAgreeWithTheHeader() throws Exception {
    Programs.assumeAvailable();
    var header = header();
    var bindings = bindings();
    var seen = new TreeSet<String>();
    var constants = CONSTANT.matcher(header);
    while (constants.find()) {
      seen.add(constants.group(1));
      var method = bindings.get(constants.group(1));
      assertTrue(method != null, constants.group(1));
      assertEquals(Integer.parseInt(constants.group(2)), method.invoke(null), constants.group(1));
    }
    var functions = FUNCTION.matcher(header);
    while (functions.find()) {
      var name = functions.group(2);
      seen.add(name);
      var method = bindings.get(name);
      assertTrue(method != null, name);
      assertEquals(carrier(functions.group(1)), method.getReturnType(), name);
      assertEquals(parameters(functions.group(3)), Arrays.asList(method.getParameterTypes()), name);
      var descriptor = (FunctionDescriptor) assay_cranelift_h.class.getMethod(name + "$descriptor").invoke(null);
      assertEquals(method.getReturnType(), descriptor.toMethodType().returnType(), name);
      assertEquals(parameters(functions.group(3)), descriptor.toMethodType().parameterList(), name);
      assertEquals(Optional.empty(), descriptor.argumentLayouts().stream().filter(AbiTest::isForeignOrder).findAny(), name);
    }
    assertEquals(seen, new TreeSet<>(bindings.keySet()));
    assertFalse(seen.isEmpty());
  }

  private static boolean isForeignOrder(MemoryLayout layout) {
    return layout instanceof java.lang.foreign.ValueLayout v && v.order() != java.nio.ByteOrder.nativeOrder();
  }

  @Test
  void jextractTakesTheWholeHeader() throws IOException {
    var header = header();
    var wanted = new TreeSet<String>();
    CONSTANT.matcher(header).results().forEach(m -> wanted.add("--include-constant " + m.group(1)));
    FUNCTION.matcher(header).results().forEach(m -> wanted.add("--include-function " + m.group(2)));
    wanted.add("--include-typedef AssayProgram");
    var found = Files.readAllLines(JEXTRACT_ARGS).stream().filter(line -> !line.startsWith("#")).toList();
    assertEquals(wanted, new TreeSet<>(found));
  }
}
