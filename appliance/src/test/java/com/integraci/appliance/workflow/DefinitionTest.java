package com.integraci.appliance.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.policy.Action;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DefinitionTest {

  private record Named(String name) implements Step {
    @Override
    public Payload run(StepRun run) {
      return Payload.EMPTY;
    }
  }

  private static Definition definition(int version, String... steps) {
    return new Definition(
        "test.steps",
        version,
        Action.WORKFLOW_RUN,
        Definition.Exhausted.STOP,
        List.of(steps).stream().map(name -> (Step) new Named(name)).toList());
  }

  @Test
  void keeps_the_order_of_its_steps() {
    assertEquals(List.of("one", "two"), definition(1, "one", "two").stepNames());
    assertEquals(1, definition(1, "one", "two").indexOf("two"));
  }

  @Test
  void needs_steps_with_names_of_their_own() {
    assertThrows(IllegalArgumentException.class, () -> definition(1));
    assertThrows(IllegalArgumentException.class, () -> definition(1, "one", "one"));
    assertThrows(IllegalArgumentException.class, () -> definition(1, "One"));
    assertThrows(IllegalArgumentException.class, () -> definition(0, "one"));
  }

  @Test
  void starts_in_its_latest_version_and_is_found_in_its_own() {
    var all = new Definitions(List.of(definition(1, "one"), definition(2, "one", "two")));
    assertEquals(2, all.latest("test.steps").version());
    assertEquals(1, all.find("test.steps", 1).orElseThrow().version());
    assertTrue(all.find("test.steps", 3).isEmpty());
  }

  @Test
  void stands_once_in_each_version() {
    var twice = List.of(definition(1, "one"), definition(1, "two"));
    assertThrows(IllegalArgumentException.class, () -> new Definitions(twice));
  }
}
