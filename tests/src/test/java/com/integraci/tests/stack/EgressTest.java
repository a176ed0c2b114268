package com.integraci.tests.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.tests.Appliance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nothing tries to reach outside: a whole appliance is started, used and left alone in a network
 * namespace whose only way out is read. It needs root, as namespaces and interfaces do.
 */
@Tag("egress")
class EgressTest {
  private static final Duration BOUND = Duration.ofMinutes(18);

  @Test
  void a_whole_appliance_sends_nothing_to_any_other_address()
      throws IOException, InterruptedException {
    var python = System.getenv("INTEGRACI_PYTHON");
    assertNotNull(python, "INTEGRACI_PYTHON names no Python; use tests/run egress");
    var folder = Files.createTempDirectory("ice");
    // The components' users pass through it.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    var log = folder.resolve("egress.log").toFile();
    var command = new ArrayList<>(List.of("unshare", "--net", "--mount", "--", python));
    var script = Path.of(System.getProperty("integraci.root"), "tests/python/egress.py");
    command.addAll(List.of(script.toString(), folder.resolve("ready.json").toString()));
    command.addAll(Appliance.upCommand(folder, "--demo"));
    var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
    // Bytecode beside the scripts would be of whoever runs the suite.
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    var run = builder.start();
    try {
      assertTrue(run.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS), "it did not end in " + BOUND);
      assertEquals(0, run.exitValue(), Files.readString(log.toPath()));
    } finally {
      run.destroy();
    }
  }
}
