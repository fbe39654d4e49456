package dev.assay.frontend;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class IntrinsicsTest {
  @Test
  void everyMethodOfTheTableIsAStaticMethodOfThisJdk() throws Exception {
    try (var classPath = new ClassPath(Map.of(), List.of())) {
      for (var key : Intrinsics.methods()) {
        var owner = key.substring(0, key.indexOf('.'));
        int paren = key.indexOf('(');
        var loaded = LoadedClass.read(classPath.find(owner).orElseThrow());
        var method = loaded.method(key.substring(owner.length() + 1, paren), key.substring(paren));
        assertNotNull(method, key);
        assertTrue(method.isStatic(), key);
      }
    }
  }
}
