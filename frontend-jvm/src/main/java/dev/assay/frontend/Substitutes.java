package dev.assay.frontend;

import dev.assay.spi.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What stands in for parts of the JDK that cannot be compiled as they are: native, reflective, or dragging in half the library. The table
 * is {@code substitutes.txt}; the code is Java, in packages below {@code dev.assay.substitute}, and is compiled like the JDK's own.
 *
 * <ul>
 * <li>{@code class C}: the class {@code dev.assay.substitute.C} under the name C, wherever it is named.
 * <li>{@code methods C}: each public static method of {@code dev.assay.substitute.CMethods} is the body of C's method of that name; of an
 * instance method, the receiver is the first parameter; {@code initialiser()} is the class's initialiser.
 * <li>{@code initialiser C}: the class's own initialiser does nothing.
 * <li>{@code constant C.f N}: the static field has this value, whatever the initialiser does.
 * <li>{@code seen F C}: the objects of C that the initialiser of F's class makes are seen through the static field F alone, so they count
 * once F is read.
 * <li>{@code call C D.m E}: calls of D.m in C's methods are calls of the static method m of {@code dev.assay.substitute.E}; if C
 * is {@code *}, in all of the JDK.
 * <li>{@code cut PREFIX reason}: methods whose {@code C.m(descriptor)} begins so are not compiled but throw, saying the reason. A
 * program whose own code calls one is refused.
 * <li>{@code with C PREFIX}: methods whose {@code D.m(descriptor)} begins so are compiled only if the program makes objects of C; they do
 * nothing without one.
 * </ul>
 *
 * <p>What a user's stack trace shows of a substitute is what the host shows: classes of Assay's own get names in angle brackets, whose
 * frames are hidden, and a method that replaces one of the JDK has the line in which that one makes its first call.
 */
final class Substitutes {
  private static final String PREFIX = "dev/assay/substitute/";
  private static final String METHODS = "Methods";
  /** The line number that stands for a native method in traces; no class file can hold it. */
  private static final int NATIVE_METHOD = -2;
  private static final String INITIALISER = "initialiser";
  private static final String EVERYWHERE = "*";
  private static final String MODULE = "java.base";

  // The table is the same for every program, and so is the JDK.
  private static Optional<String> problem;

  private final ClassPath classPath;
  private final Set<String> classes = new HashSet<>();
  private final Set<String> methods = new HashSet<>();
  private final Set<String> initialisers = new HashSet<>();
  private final Map<String, Integer> constants = new HashMap<>();
  // By class with the initialiser and class of the objects.
  private final Map<String, String> seen = new HashMap<>();
  private final Map<String, Map<String, String>> calls = new HashMap<>();
  private final NavigableMap<String, String> cuts = new TreeMap<>();
  private final NavigableMap<String, String> needs = new TreeMap<>();
  private final Remapper remapper = new Remapper(Opcodes.ASM9) {
    @Override
    public String map(String name) {
      return mapped(name);
    }
  };

  Substitutes(ClassPath classPath) {
    this.classPath = classPath;
    for (var line : text().split("\n")) {
      var words = line.strip().split("\\s+", 3);
      if (words[0].isEmpty() || words[0].startsWith("#")) continue;
      switch (words[0]) {
        case "class" -> classes.add(words[1]);
        case "methods" -> methods.add(words[1]);
        case "initialiser" -> initialisers.add(words[1]);
        case "constant" -> constants.put(words[1], Integer.valueOf(words[2]));
        case "seen" -> seen.put(owner(words[1]) + " " + words[2], words[1]);
        case "call" -> {
          var rest = words[2].split("\\s+");
          calls.computeIfAbsent(words[1], _ -> new HashMap<>()).put(rest[0], own(rest[1]));
        }
        case "cut" -> cuts.put(words[1], words[2]);
        case "with" -> needs.put(words[2], words[1]);
        default -> throw new IllegalStateException("substitutes.txt: " + line);
      }
    }
  }

  private static String text() {
    try (var in = Substitutes.class.getResourceAsStream("substitutes.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name that a class of Assay has in programs: in angle brackets, which no class of Java's is. */
  static String own(String name) {
    var full = PREFIX + name;
    int slash = full.lastIndexOf('/') + 1;
    return full.substring(0, slash) + "<" + full.substring(slash) + ">";
  }

  private String mapped(String name) {
    if (!name.startsWith(PREFIX)) return name;
    var rest = name.substring(PREFIX.length());
    return classes.contains(rest) ? rest : own(rest);
  }

  // The JDK at hand

  /** Refuses a JDK that lacks something the table is about. */
  void check() throws Refusal {
    synchronized (Substitutes.class) {
      if (problem == null) problem = findProblem();
      if (problem.isPresent()) throw new Refusal(problem.get());
    }
  }

  private Optional<String> findProblem() throws Refusal {
    var packages = ModuleLayer.boot().modules().stream().flatMap(m -> m.getPackages().stream()).map(p -> p.replace('.', '/') + "/")
        .collect(Collectors.toSet());
    for (var prefix : cuts.keySet())
      if (!(prefix.endsWith("/") ? packages.stream().anyMatch(p -> p.startsWith(prefix)) : hasMethods(prefix))) return lacks(prefix);
    for (var prefix : needs.keySet()) if (!hasMethods(prefix)) return lacks(prefix);
    for (var name : classes) if (!hasClass(name)) return lacks(name);
    for (var name : initialisers) if (!hasClass(name)) return lacks(name);
    for (var name : constants.keySet()) if (!hasMember(name)) return lacks(name);
    for (var name : seen.values()) if (!hasMember(name)) return lacks(name);
    for (var entry : calls.entrySet()) {
      if (!entry.getKey().equals(EVERYWHERE) && !hasClass(entry.getKey())) return lacks(entry.getKey());
      for (var callee : entry.getValue().keySet()) if (!hasMember(callee)) return lacks(callee);
    }
    for (var name : methods) {
      var missing = missing(name);
      if (missing.isPresent()) return missing;
    }
    return Optional.empty();
  }

  private static Optional<String> lacks(String what) {
    return Optional.of("this JDK (" + Runtime.version() + ") has no " + World.sourceName(what)
        + ", which Assay has a substitute for; run Assay on JDK 25");
  }

  private boolean hasClass(String name) {
    return classPath.find(name).isPresent();
  }

  private Optional<ClassNode> head(String name) {
    return classPath.find(name).map(file -> {
      var node = new ClassNode();
      new ClassReader(file.bytes()).accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
      return node;
    });
  }

  private boolean hasMember(String name) {
    int dot = name.lastIndexOf('.');
    var member = name.substring(dot + 1);
    return head(name.substring(0, dot)).filter(node -> node.methods.stream().anyMatch(m -> m.name.equals(member))
        || node.fields.stream().anyMatch(f -> f.name.equals(member))).isPresent();
  }

  private boolean hasMethods(String prefix) {
    int dot = prefix.indexOf('.');
    // Of a class that is nested, or all classes nested in it.
    if (dot < 0 || dot == prefix.length() - 1) return hasClass(prefix.replaceAll("[.$]$", ""));
    return head(prefix.substring(0, dot))
        .filter(node -> node.methods.stream().anyMatch(m -> (m.name + m.desc).startsWith(prefix.substring(dot + 1)))).isPresent();
  }

  private Optional<String> missing(String name) throws Refusal {
    var file = classPath.find(name);
    if (file.isEmpty()) return lacks(name);
    try {
      methodsFor(LoadedClass.read(file.get()));
      return Optional.empty();
    } catch (Unsupported e) {
      return lacks(e.getMessage());
    }
  }

  // Classes

  /** The class file that stands in for a class of the JDK. */
  Optional<ClassPath.ClassFile> classFor(String name) throws Refusal {
    if (classes.contains(name)) {
      var source = read(PREFIX + name, name);
      return Optional.of(classPath.find(name).map(original -> withLinesOf(original, source)).orElse(source));
    }
    if (!name.startsWith(PREFIX)) return Optional.empty();
    return Optional.of(read(name.replace("<", "").replace(">", ""), name));
  }

  private ClassPath.ClassFile read(String resource, String name) {
    try (var in = Substitutes.class.getResourceAsStream("/" + resource + ".class")) {
      if (in == null) throw new Unsupported("class " + World.sourceName(name) + ", which is missing from Assay,");
      var writer = new ClassWriter(0);
      new ClassReader(in.readAllBytes()).accept(new ClassRemapper(writer, remapper), 0);
      return new ClassPath.ClassFile(writer.toByteArray(), MODULE, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassPath.ClassFile withLinesOf(ClassPath.ClassFile original, ClassPath.ClassFile source) {
    var from = new ClassNode();
    new ClassReader(original.bytes()).accept(from, ClassReader.SKIP_FRAMES);
    var to = new ClassNode();
    new ClassReader(source.bytes()).accept(to, 0);
    for (var method : to.methods)
      for (var own : from.methods)
        if (own.name.equals(method.name) && own.desc.equals(method.desc) && (own.access & Opcodes.ACC_NATIVE) == 0) takeLine(own, method);
    var writer = new ClassWriter(0);
    to.accept(writer);
    return new ClassPath.ClassFile(writer.toByteArray(), source.moduleName(), source.origin());
  }

  /** Gives every instruction the line of the first call in the method that is replaced, or what stands for that of a native one. */
  private static void takeLine(MethodNode original, MethodNode substitute) {
    int line = -1;
    for (AbstractInsnNode insn : original.instructions) {
      if (insn instanceof LineNumberNode number) line = number.line;
      if (insn instanceof MethodInsnNode) break;
    }
    if ((original.access & Opcodes.ACC_NATIVE) != 0) line = NATIVE_METHOD;
    if (line != -1) for (var insn : substitute.instructions) if (insn instanceof LineNumberNode number) number.line = line;
  }

  // Members

  /** Static fields whose value is known, by owner and name. */
  Map<String, Integer> constants() {
    return constants;
  }

  private static String owner(String member) {
    return member.substring(0, member.lastIndexOf('.'));
  }

  /** The static field through which alone objects are seen that a method makes, or null. */
  String seenThrough(LoadedMethod maker, String className) {
    return maker.node().name.equals("<clinit>") ? seen.get(maker.owner() + " " + className) : null;
  }

  boolean hasOwnInitialiser(String className) {
    return !initialisers.contains(className);
  }

  /** The methods that stand in for some of a class's own. */
  List<LoadedMethod> methodsFor(LoadedClass target) throws Refusal {
    var found = new ArrayList<LoadedMethod>();
    if (!methods.contains(target.name())) return found;
    var source = LoadedClass.read(read(PREFIX + target.name() + METHODS, target.name()));
    for (var node : source.node().methods) {
      if ((node.access & Opcodes.ACC_PUBLIC) == 0 || (node.access & Opcodes.ACC_STATIC) == 0) continue;
      found.add(substitute(target, source.method(node.name, node.desc)));
    }
    return found;
  }

  private static LoadedMethod substitute(LoadedClass target, LoadedMethod source) {
    var node = source.node();
    if (node.name.equals(INITIALISER)) return new LoadedMethod(target.name(), taking(source, node.access, "<clinit>", "()V"), Map.of());
    if (target.method(node.name, node.desc) instanceof LoadedMethod own && own.isStatic()) {
      takeLine(own.node(), node);
      return new LoadedMethod(target.name(), node, source.offsets());
    }
    // A class that Java does not let the substitute name is an Object there.
    var receiver = node.desc.startsWith("(Ljava/lang/Object;") && !target.name().equals(SlotValue.OBJECT) ? "(Ljava/lang/Object;"
        : "(L" + target.name() + ";";
    var descriptor = node.desc.startsWith(receiver) ? "(" + node.desc.substring(receiver.length()) : node.desc;
    var own = target.method(node.name, descriptor);
    if (own == null || own.isStatic()) throw new Unsupported(target.name() + "." + node.name + descriptor);
    takeLine(own.node(), node);
    int access = own.node().access & ~(Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT);
    return new LoadedMethod(target.name(), taking(source, access, node.name, descriptor), source.offsets());
  }

  /** The code under another name. The locals of a static method whose first parameter is the receiver are those of the instance method. */
  private static MethodNode taking(LoadedMethod source, int access, String name, String descriptor) {
    var node = source.node();
    var method = new MethodNode(Opcodes.ASM9, access, name, descriptor, null, null);
    method.instructions = node.instructions;
    method.tryCatchBlocks = node.tryCatchBlocks;
    method.localVariables = node.localVariables;
    method.maxLocals = node.maxLocals;
    method.maxStack = node.maxStack;
    return method;
  }

  /** Has a method of the JDK call what the table says. */
  void redirectCalls(LoadedMethod method) {
    var everywhere = calls.getOrDefault(EVERYWHERE, Map.of());
    var here = calls.getOrDefault(method.owner(), Map.of());
    for (var insn : method.node().instructions) {
      if (!(insn instanceof MethodInsnNode call)) continue;
      var callee = call.owner + "." + call.name;
      var to = here.getOrDefault(callee, everywhere.get(callee));
      if (to == null) continue;
      if (call.getOpcode() != Opcodes.INVOKESTATIC) call.desc = "(L" + call.owner + ";" + call.desc.substring(1);
      call.setOpcode(Opcodes.INVOKESTATIC);
      call.owner = to;
      call.itf = false;
    }
  }

  /** Why a method is not compiled but throws, or null. */
  String cut(LoadedMethod method) {
    return classes.contains(method.owner()) ? null : byPrefix(cuts, method);
  }

  /** The class without whose objects a method does nothing, or null. */
  String needs(LoadedMethod method) {
    return byPrefix(needs, method);
  }

  private static String byPrefix(NavigableMap<String, String> table, LoadedMethod method) {
    var name = method.functionName();
    // No prefix in the table is a prefix of another, so the one before the name is the only candidate.
    var entry = table.floorEntry(name);
    return entry != null && name.startsWith(entry.getKey()) ? entry.getValue() : null;
  }

  /** Whether a class has the members of a substitute. */
  boolean isReplaced(String className) {
    return classes.contains(className);
  }
}
