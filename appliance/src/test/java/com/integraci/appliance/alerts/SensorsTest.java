package com.integraci.appliance.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SensorsTest {

  private static final long GIB = 1L << 30;

  private static List<Severity> full(long freeGib, long allGib) {
    return Sensors.disk(freeGib * GIB, allGib * GIB).stream().map(Trouble::severity).toList();
  }

  @Test
  void aDiskIsFullWhenLittleOfItIsLeftAndLittleInItself() {
    assertEquals(List.of(), full(50, 1000));
    assertEquals(List.of(), full(9, 50));
    assertEquals(List.of(Severity.WARNING), full(9, 1000));
    assertEquals(List.of(Severity.CRITICAL), full(1, 1000));
    assertEquals(List.of(Severity.CRITICAL), full(0, 20));
  }

  @Test
  void theDocumentSaysOfEachKindWhatToDo() throws IOException {
    var document = Files.readString(Path.of("../docs/operating.md"));
    var missing =
        Arrays.stream(Kind.values())
            .map(Kind::id)
            .filter(id -> !document.contains("| `" + id + "` |"))
            .toList();
    assertEquals(List.of(), missing);
    assertTrue(Arrays.stream(Kind.values()).allMatch(kind -> Kind.of(kind.id()) == kind));
  }
}
