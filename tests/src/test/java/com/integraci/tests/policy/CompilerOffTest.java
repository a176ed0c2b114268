package com.integraci.tests.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.Main;
import com.integraci.tests.Appliance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without the jar that compiles WebAssembly nothing decides, and whoever starts it is told. */
@Tag("isolation")
class CompilerOffTest {

  private static final String SENTENCE = "The compiler of policies is off: ";
  private static final int MACHINE_UNFIT = 15;

  @TempDir private Path folder;

  private record Ended(int status, String said) {}

  @Test
  void the_control_plane_refuses_to_start() throws Exception {
    var ended = run(lib("appliance"), Main.class.getName(), "--config", folder.toString());
    assertEquals(1, ended.status(), ended.said());
    assertTrue(ended.said().contains(SENTENCE), ended.said());
  }

  @Test
  void the_commands_on_a_bundle_refuse() throws Exception {
    var bundle = Bundles.in(folder).folder().toString();
    for (String command : List.of("check", "test", "decide")) {
      var arguments = new ArrayList<>(List.of("policy", command, bundle));
      if (command.equals("decide")) {
        arguments.addAll(List.of("--input", "facts.json"));
      }
      arguments.addFirst("com.integraci.installer.Main");
      var ended = run(lib("installer"), arguments.toArray(String[]::new));
      assertEquals(MACHINE_UNFIT, ended.status(), ended.said());
      assertTrue(ended.said().contains(SENTENCE), ended.said());
    }
  }

  private static Path lib(String name) {
    return Path.of(System.getProperty("integraci.dist")).resolve("lib").resolve(name);
  }

  /** With all jars of the folder but the compiler's. */
  private static Ended run(Path lib, String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(Appliance.command().getFirst());
    command.addAll(List.of("-XX:+UseSerialGC", "-cp", without(lib)));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), said);
    return new Ended(process.exitValue(), said);
  }

  private static String without(Path lib) throws IOException {
    try (var jars = Files.list(lib)) {
      var all = jars.toList();
      var left =
          all.stream().filter(jar -> !jar.getFileName().toString().contains("compiler")).toList();
      assertEquals(all.size() - 1, left.size(), all.toString());
      return left.stream().map(Path::toString).collect(Collectors.joining(":"));
    }
  }
}
