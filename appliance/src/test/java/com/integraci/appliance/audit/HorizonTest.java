package com.integraci.appliance.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HorizonTest {

  private final Horizon horizon = new Horizon();

  @Test
  void a_position_is_settled_once_every_earlier_transaction_is_over() {
    horizon.mark(10, 100);
    horizon.mark(20, 200);
    assertEquals(0, horizon.settled(99));
    assertEquals(10, horizon.settled(100));
    assertEquals(10, horizon.settled(199));
    assertEquals(20, horizon.settled(1000));
  }

  @Test
  void marks_are_bounded_and_forgotten_when_the_server_was_away() {
    for (int i = 0; i < 1000; i++) {
      horizon.mark(i, i);
    }
    assertEquals(63, horizon.settled(5000));
    horizon.mark(70, 6000);
    horizon.reset();
    assertEquals(0, horizon.settled(7000));
  }
}
