package com.integraci.installer.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
  @Test
  void each_exit_code_is_described_for_the_operator() throws IOException {
    String document = Files.readString(Path.of("../docs/operating.md"));
    for (ExitCode code : ExitCode.values()) {
      String row = "| %d | %s | ".formatted(code.status(), code.name());
      assertTrue(document.contains(row), () -> "docs/operating.md lacks " + row);
    }
  }

  @Test
  void no_two_exit_codes_are_alike() {
    long different = Arrays.stream(ExitCode.values()).mapToInt(ExitCode::status).distinct().count();
    assertEquals(ExitCode.values().length, different);
  }
}
