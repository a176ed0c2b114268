package com.integraci.tests.policy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.tests.Appliance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How a run of {@code integraci policy} ended, and what it said. */
public record Ended(int status, String said) {

  /** Runs it with these arguments. */
  public static Ended policy(List<String> arguments) {
    var command = new ArrayList<>(Appliance.command());
    command.add("policy");
    command.addAll(arguments);
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(2, TimeUnit.MINUTES), said);
      return new Ended(process.exitValue(), said);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
