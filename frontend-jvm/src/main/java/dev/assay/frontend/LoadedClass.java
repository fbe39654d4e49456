package dev.assay.frontend;

import dev.assay.spi.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.JSRInlinerAdapter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/** A parsed class with the bytecode offsets that ASM's tree leaves out. */
final class LoadedClass {
  private final ClassNode node;
  private final String moduleName;
  private final Map<String, LoadedMethod> methods = new HashMap<>();

  private LoadedClass(ClassNode node, String moduleName) {
    this.node = node;
    this.moduleName = moduleName;
  }

  static LoadedClass read(ClassPath.ClassFile file) throws Refusal {
    // Those of the JDK are well formed.
    if (file.moduleName() == null) JavaProgram.parse(file.bytes(), file.origin());
    var loaded = new LoadedClass(new ClassNode(), file.moduleName());
    var labels = new ArrayList<Label[]>();
    var reader = new ClassReader(file.bytes()) {
      @Override
      protected Label readLabel(int bytecodeOffset, Label[] all) {
        // A label at every offset; those inside an instruction are never visited.
        if (labels.isEmpty() || labels.getLast() != all) {
          for (int i = 0; i < all.length; i++) if (all[i] == null) all[i] = new Label();
          labels.add(all);
        }
        return all[bytecodeOffset];
      }
    };
    reader.accept(new ClassVisitor(Opcodes.ASM9, loaded.node) {
      @Override
      public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
        var method = super.visitMethod(access, name, descriptor, signature, exceptions);
        // Class files before version 50 may hold subroutines.
        return (loaded.node.version & 0xffff) < Opcodes.V1_7
            ? new JSRInlinerAdapter(method, access, name, descriptor, signature, exceptions) : method;
      }
    }, 0);
    Map<LabelNode, Integer> offsets = new IdentityHashMap<>();
    for (var all : labels)
      for (int i = 0; i < all.length; i++) if (all[i].info instanceof LabelNode label) offsets.put(label, i);
    for (var method : loaded.node.methods)
      loaded.methods.put(method.name + method.desc, new LoadedMethod(loaded.node.name, method, offsetsOf(method, offsets)));
    return loaded;
  }

  /** A class that no class file holds. */
  static LoadedClass synthetic(ClassNode made, String moduleName) {
    var loaded = new LoadedClass(made, moduleName);
    for (var method : made.methods) loaded.methods.put(method.name + method.desc, new LoadedMethod(made.name, method, Map.of()));
    return loaded;
  }

  /** Puts a method in the place of the one declared with the same name and descriptor. */
  void replace(LoadedMethod method) {
    methods.put(method.node().name + method.node().desc, method);
  }

  void removeInitialiser() {
    methods.remove("<clinit>()V");
  }

  private static Map<LabelNode, Integer> offsetsOf(MethodNode method, Map<LabelNode, Integer> all) {
    Map<LabelNode, Integer> offsets = new IdentityHashMap<>();
    for (var insn : method.instructions) if (insn instanceof LabelNode label && all.containsKey(label)) offsets.put(label, all.get(label));
    return offsets;
  }

  ClassNode node() {
    return node;
  }

  String name() {
    return node.name;
  }

  /** The Java module of a JDK class, else null. */
  String moduleName() {
    return moduleName;
  }

  boolean isOfJdk() {
    return moduleName != null;
  }

  boolean isInterface() {
    return (node.access & Opcodes.ACC_INTERFACE) != 0;
  }

  List<String> interfaces() {
    return node.interfaces;
  }

  /** The field declared here, or null. */
  FieldNode field(String name, String descriptor) {
    for (var field : node.fields) if (field.name.equals(name) && field.desc.equals(descriptor)) return field;
    return null;
  }

  boolean isAbstract() {
    return (node.access & Opcodes.ACC_ABSTRACT) != 0;
  }

  boolean isFinal() {
    return (node.access & Opcodes.ACC_FINAL) != 0;
  }

  /** The method declared here, or null. */
  LoadedMethod method(String name, String descriptor) {
    return methods.get(name + descriptor);
  }
}
