package dev.assay.ir;

import dev.assay.ir.Tokens.LineFailure;
import dev.assay.ir.Tokens.TooManyErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the text form that {@link Printer} writes; docs/ir.md has its grammar. This class reads what stands outside functions,
 * {@link FunctionReader} the rest.
 *
 * <p>It rejects what it cannot construct and leaves the meaning to {@link Verifier}: names of functions, classes and fields are not
 * looked up, operand types are not compared. Any text gives a result, wrong ones up to 100 diagnostics. Nothing recurses. Cost: linear;
 * the text of a function is gone over twice, first for what it defines.
 */
public final class Reader {
  private final Tokens tokens;
  private final SourceMap source;
  private final Set<String> functions = new HashSet<>();
  private final Set<String> baselines = new HashSet<>();
  private Module module;

  private Reader(String fileName, String text) {
    tokens = new Tokens(fileName, text);
    source = new SourceMap(fileName);
    module = new Module(fileName);
  }

  /**
   * @param fileName for messages; also the module's name if the text has no {@code module} line
   */
  public static ReadResult read(String fileName, String text) {
    var reader = new Reader(fileName, text);
    try {
      reader.module();
    } catch (TooManyErrors _) {
      // The last diagnostic says so.
    }
    var diagnostics = reader.tokens.diagnostics();
    return new ReadResult(diagnostics.isEmpty() ? Optional.of(reader.module) : Optional.empty(), diagnostics, reader.source);
  }

  private void module() {
    if (tokens.kind() == Tokens.Kind.NEWLINE) tokens.next();
    if (tokens.is("module")) {
      try {
        tokens.next();
        module = new Module(tokens.string("the module's name in quotes"));
        tokens.expectLineEnd();
      } catch (LineFailure _) {
        tokens.skipLine();
      }
    }
    while (tokens.kind() != Tokens.Kind.END) {
      try {
        item();
      } catch (LineFailure _) {
        tokens.skipLine();
      }
    }
  }

  private void item() {
    if (tokens.accept("entry")) {
      if (module.entry() != null) throw tokens.fail("found a second entry, expected one");
      module.setEntry(functionName());
      tokens.expectLineEnd();
    } else if (isClass(tokens)) {
      classModel();
    } else if (tokens.is("func")) {
      function(functions).ifPresent(module::add);
    } else if (tokens.accept("baseline")) {
      function(baselines).ifPresent(module::addBaseline);
    } else if (tokens.accept("profile")) {
      var function = functionName();
      var key = tokens.string("a profile key in quotes");
      module.profile().add(function, key, tokens.integer("a count", 0, Long.MAX_VALUE));
      tokens.expectLineEnd();
    } else {
      throw tokens.unexpected(tokens.is("module") ? "module on the first line only" : "entry, class, func, baseline or profile");
    }
  }

  private String functionName() {
    tokens.expect("@");
    return tokens.symbol("a function's name");
  }

  private Optional<Function> function(Set<String> seen) {
    return new FunctionReader(tokens, source).read(seen);
  }

  /** Whether a class stands here, of whichever kind. */
  static boolean isClass(Tokens tokens) {
    return tokens.is("class") || tokens.is("abstract") || tokens.is("interface");
  }

  private ClassModel.Kind kind() {
    if (tokens.accept("interface")) return ClassModel.Kind.INTERFACE;
    boolean isAbstract = tokens.accept("abstract");
    tokens.expect("class");
    return isAbstract ? ClassModel.Kind.ABSTRACT : ClassModel.Kind.CLASS;
  }

  private void classModel() {
    var kind = kind();
    var where = tokens.mark();
    var name = tokens.symbol("a class name");
    if (module.classModel(name) != null) tokens.report(where, "found a second class " + name + ", expected each once");
    var superclass = tokens.accept("extends") ? tokens.symbol("a class name") : null;
    var interfaces = new ArrayList<String>();
    if (tokens.accept("implements")) {
      do {
        interfaces.add(tokens.symbol("a class name"));
      } while (tokens.accept(","));
    }
    var sourceFile = tokens.accept("source") ? tokens.string("a file name in quotes") : null;
    var moduleName = tokens.accept("module") ? tokens.string("a module name in quotes") : null;
    boolean init = tokens.accept("init");
    if (!tokens.accept("{")) throw tokens.unexpected("'{' or one of extends, implements, source, module, init, in this order");
    var statics = new ArrayList<ClassModel.StaticField>();
    var fields = new ArrayList<ClassModel.Field>();
    var methods = new LinkedHashMap<String, String>();
    members(statics, fields, methods);
    module.add(new ClassModel(name, kind, superclass, interfaces, sourceFile, moduleName, init, statics, fields, methods));
  }

  private void members(List<ClassModel.StaticField> statics, List<ClassModel.Field> fields, Map<String, String> methods) {
    if (tokens.kind() == Tokens.Kind.NEWLINE) tokens.next();
    while (!tokens.accept("}")) {
      if (!tokens.is("static") && !tokens.is("field") && !tokens.is("method")) {
        // Only recorded, not thrown: where the '}' is missing, the next thing stands here.
        tokens.unexpected("static, field, method or '}'");
        return;
      }
      try {
        if (tokens.accept("static")) statics.add(staticField());
        else if (tokens.accept("field")) fields.add(field());
        else method(methods);
        tokens.expectLineEnd();
      } catch (LineFailure _) {
        tokens.skipLine();
      }
    }
    tokens.expectLineEnd();
  }

  private ClassModel.Field field() {
    var name = tokens.symbol("a field name");
    tokens.expect(":");
    return new ClassModel.Field(name, tokens.memType());
  }

  private void method(Map<String, String> methods) {
    tokens.next();
    var where = tokens.mark();
    var selector = tokens.string("a selector in quotes");
    tokens.expect("=");
    if (methods.putIfAbsent(selector, functionName()) != null)
      tokens.report(where, "found a second method " + Quoting.quote(selector) + ", expected each once");
  }

  private ClassModel.StaticField staticField() {
    var name = tokens.symbol("a field name");
    tokens.expect(":");
    var mem = tokens.memType();
    tokens.expect("=");
    boolean string = mem == MemType.REF && tokens.kind() == Tokens.Kind.STRING;
    return string ? new ClassModel.StaticField(name, mem, 0, tokens.string("a string"))
        : new ClassModel.StaticField(name, mem, tokens.literal(mem.type()), null);
  }
}
