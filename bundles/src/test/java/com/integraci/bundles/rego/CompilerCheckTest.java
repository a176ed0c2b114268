package com.integraci.bundles.rego;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.dylibso.chicory.runtime.InterpreterMachine;
import org.junit.jupiter.api.Test;

class CompilerCheckTest {

  @Test
  void rules_are_compiled_here() {
    assertDoesNotThrow(() -> CompilerCheck.require());
  }

  @Test
  void an_interpreter_is_refused() {
    assertThrows(CompilerMissing.class, () -> CompilerCheck.require(_ -> InterpreterMachine::new));
  }

  @Test
  void a_compiler_whose_classes_are_missing_is_refused() {
    assertThrows(
        CompilerMissing.class,
        () ->
            CompilerCheck.require(
                _ -> {
                  throw new NoClassDefFoundError("com/dylibso/chicory/compiler");
                }));
  }
}
