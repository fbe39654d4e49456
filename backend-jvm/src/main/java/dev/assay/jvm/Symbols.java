package dev.assay.jvm;

import dev.assay.ir.ClassModel;
import dev.assay.ir.FrameState;
import dev.assay.ir.Function;
import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import dev.assay.ir.Type;
import dev.assay.spi.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the functions and static fields of a program are in its generated classes, and what these classes refer to by number. */
final class Symbols {
  record Member(String owner, String name, String descriptor) {}

  /** A method may take that many words of arguments (JVMS §4.3.3). */
  private static final int MAX_ARGUMENT_WORDS = 255;
  private static final String CODE_PREFIX = "assay/code/";
  private static final String STATICS_PREFIX = "assay/statics/";
  // Far below what a constant pool and a method table can hold, whatever the functions contain.
  private static final int MAX_FUNCTIONS_PER_CLASS = 1000;
  private static final int MAX_INSNS_PER_CLASS = 10_000;

  private final Module module;
  final HostTypes types;
  final ReferenceTypes references;
  final List<FrameState> guards = new ArrayList<>();
  final List<String> longTexts = new ArrayList<>();
  private final Map<String, Member> methods = new HashMap<>();
  private final Map<String, Member> fields = new HashMap<>();
  private final Map<String, String> staticsClasses = new LinkedHashMap<>();
  private final Map<String, List<Function>> codeClasses = new LinkedHashMap<>();
  private final UniqueNames classNames = new UniqueNames();

  Symbols(Module module) throws Refusal {
    this.module = module;
    types = new HostTypes(module);
    references = new ReferenceTypes(module);
    for (var model : module.classes()) if (!model.statics().isEmpty()) placeStatics(model);
    placeFunctions();
  }

  Module module() {
    return module;
  }

  private void placeStatics(ClassModel model) {
    var owner = classNames.of(STATICS_PREFIX, model.name());
    staticsClasses.put(model.name(), owner);
    var names = new UniqueNames();
    for (var field : model.statics()) {
      var name = model.name() + "." + field.name();
      fields.put(name, new Member(owner, names.of("", field.name()), descriptor(field.mem(), name)));
    }
  }

  private String descriptor(MemType mem, String field) {
    return switch (mem) {
      case BOOL -> "Z";
      case I8 -> "B";
      case U16 -> "C";
      case I16 -> "S";
      case I32 -> "I";
      case I64 -> "J";
      case F32 -> "F";
      case F64 -> "D";
      case REF, PTR -> types.descriptor(references.staticOf(field));
    };
  }

  private void placeFunctions() throws Refusal {
    Map<String, List<Function>> byOwner = new LinkedHashMap<>();
    for (var function : module.functions()) byOwner.computeIfAbsent(owner(function.name()), _ -> new ArrayList<>()).add(function);
    for (var entry : byOwner.entrySet()) {
      List<Function> members = null;
      UniqueNames names = null;
      String owner = null;
      int insns = 0;
      for (var function : entry.getValue()) {
        int size = function.insnCount();
        if (members == null || members.size() == MAX_FUNCTIONS_PER_CLASS || insns + size > MAX_INSNS_PER_CLASS) {
          owner = classNames.of(CODE_PREFIX, entry.getKey());
          members = new ArrayList<>();
          names = new UniqueNames();
          codeClasses.put(owner, members);
          insns = 0;
        }
        insns += size;
        members.add(function);
        methods.put(function.name(), new Member(owner, names.of("", methodName(function.name())), descriptor(function)));
      }
    }
  }

  private static String owner(String function) {
    int dot = plain(function).lastIndexOf('.');
    return dot < 0 ? "" : function.substring(0, dot);
  }

  private static String methodName(String function) {
    return plain(function).substring(plain(function).lastIndexOf('.') + 1);
  }

  private static String plain(String function) {
    int paren = function.indexOf('(');
    return paren < 0 ? function : function.substring(0, paren);
  }

  private String descriptor(Function function) throws Refusal {
    var text = new StringBuilder("(");
    int words = 0;
    for (var param : function.params()) {
      text.append(param.type() == Type.REF ? types.descriptor(references.paramOf(function, param)) : descriptor(param.type()));
      words += Locals.width(param.type());
    }
    if (words > MAX_ARGUMENT_WORDS)
      throw new Refusal(function + ": " + words + " words of parameters; a JVM method takes " + MAX_ARGUMENT_WORDS + " at most");
    text.append(')');
    if (function.result() == null) text.append('V');
    else if (function.result() == Type.REF) text.append(types.descriptor(references.resultOf(function.name())));
    else text.append(descriptor(function.result()));
    return text.toString();
  }

  /** Of what is no reference; a reference counts as an object. */
  static String descriptor(Type type) {
    return switch (type) {
      case I32 -> "I";
      case I64 -> "J";
      case F32 -> "F";
      case F64 -> "D";
      case REF, PTR -> "Ljava/lang/Object;";
    };
  }

  /** Functions by the generated class that holds them. */
  Map<String, List<Function>> codeClasses() {
    return codeClasses;
  }

  /** The generated class of each guest class with static fields. */
  Map<String, String> staticsClasses() {
    return staticsClasses;
  }

  Member method(String function) {
    return methods.get(function);
  }

  Member field(String name) {
    return fields.get(name);
  }

  /** The method that runs a class's initialiser if that has not been done; it stands beside its state. */
  Member initialization(String className) {
    return new Member(staticsClasses.get(className), "initialize$", "()V");
  }
}
