package com.integraci.appliance.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApartTest {

  @Test
  void whatWasDoneIsAddedUp() {
    assertEquals(6, Apart.sum(List.of(1, 2, 3), one -> one));
    assertEquals(0, Apart.sum(List.<Integer>of(), one -> one));
  }

  @Test
  void eachHasItsTurnAndTheFirstFailureIsToldThen() {
    var reached = new ArrayList<Integer>();
    var first = new IllegalStateException("first");
    var second = new IllegalStateException("second");
    var told =
        assertThrows(
            IllegalStateException.class,
            () ->
                Apart.sum(
                    List.of(1, 2, 3, 4, 5),
                    one -> {
                      reached.add(one);
                      return switch (one) {
                        case 1, 5 -> throw first;
                        case 3 -> throw second;
                        default -> one;
                      };
                    }));
    assertEquals(List.of(1, 2, 3, 4, 5), reached);
    assertSame(first, told);
    assertEquals(List.of(second), List.of(told.getSuppressed()));
  }
}
