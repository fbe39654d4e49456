package dev.assay.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class IntrinsicsTest {
  @Test
  void everyMethodOfTheTableIsThere() throws Exception {
    try (var classPath = new ClassPath(Map.of(), List.of())) {
      var classes = new Classes(classPath, new Substitutes(classPath));
      for (var key : Intrinsics.methods()) {
        var owner = key.substring(0, key.indexOf('.'));
        int paren = key.indexOf('(');
        var method = classes.method(owner, key.substring(owner.length() + 1, paren), key.substring(paren));
        assertEquals(key, method.functionName());
        // A virtual call of a method that others override would not run theirs.
        boolean isCalledDirectly = method.isStatic() || method.isFinal() || method.isNative();
        assertTrue(isCalledDirectly || classes.load(owner).isFinal(), key);
      }
    }
  }
}
