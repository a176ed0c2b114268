package com.integraci.keycloak.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TriesTest {

  private Instant now = Instant.EPOCH;
  private final Tries tries = new Tries(() -> now);

  @Test
  void aKeyHasSoManyTriesInAQuarterOfAnHour() {
    assertEquals(3, taken("ada", 5));
    assertEquals(3, taken("grace", 5), "another's count");
    now = now.plus(Tries.WINDOW).minusNanos(1);
    assertEquals(0, taken("ada", 1), "too early");
    now = now.plusNanos(1);
    assertEquals(3, taken("ada", 5));
  }

  @Test
  void whatWasNoneIsGivenBackAndWhoWasRightBeginsAnew() {
    assertTrue(tries.take("ada", 3));
    tries.giveBack("ada");
    tries.giveBack("ada");
    assertEquals(3, taken("ada", 5));
    tries.giveBack("ada");
    assertEquals(1, taken("ada", 5));
    tries.forget("ada");
    assertEquals(3, taken("ada", 5));
  }

  @Test
  void whoeverFillsItMakesNobodyForgotten() {
    assertEquals(3, taken("ada", 5));
    for (int i = 0; i < Tries.KEYS_MAX; i++) {
      tries.take("filled " + i, 3);
    }
    assertEquals(0, taken("ada", 1));
    assertFalse(tries.take("one more", 3), "no bound");
    now = now.plus(Tries.WINDOW);
    assertTrue(tries.take("one more", 3), "what lapsed stays");
  }

  @Test
  void aDirectoryHasFewLinesAndLeavesOthersTheirs() {
    var lines = new Lines();
    assertEquals(Lines.EACH_MAX, lines(lines, "one", 100));
    assertEquals(Lines.EACH_MAX, lines(lines, "two", 100));
    assertEquals(Lines.EACH_MAX, lines(lines, "three", 100));
    assertEquals(0, lines(lines, "four", 1), "more than all");
    lines.giveBack("one");
    assertEquals(1, lines(lines, "four", 100));
    lines.giveBack("four");
    assertEquals(1, lines(lines, "one", 100));
  }

  private int taken(String key, int times) {
    return (int) IntStream.range(0, times).filter(_ -> tries.take(key, 3)).count();
  }

  private static int lines(Lines lines, String directory, int times) {
    return (int) IntStream.range(0, times).filter(_ -> lines.take(directory)).count();
  }
}
