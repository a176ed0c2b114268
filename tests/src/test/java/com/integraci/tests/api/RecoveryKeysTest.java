package com.integraci.tests.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.tests.Appliance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code recovery-keys} against a running appliance. */
@Tag("api")
class RecoveryKeysTest {
  /** The encryption subkey of the key in {@code operator.asc}. */
  private static final String KEY_ID = "5369b6902e4fb6da";

  @TempDir private Path folder;
  private Path publicKey;

  @BeforeEach
  void copyKey() throws IOException {
    publicKey = folder.resolve("operator.asc");
    try (var in = RecoveryKeysTest.class.getResourceAsStream("operator.asc")) {
      Files.copy(in, publicKey);
    }
  }

  /** One test, because one appliance makes them once. */
  @Test
  void keys_are_made_once_for_the_operators_key_alone_and_never_again() throws Exception {
    Path noKey = Files.writeString(folder.resolve("letter.txt"), "dear operator");
    assertEquals(32, run("--pgp-key", noKey.toString()), this::output);

    int status = run("--pgp-key", publicKey.toString(), "--shares", "3", "--threshold", "2");
    assertEquals(0, status, this::output);
    List<String> keys =
        output().lines().filter(line -> !line.startsWith("#")).map(String::strip).toList();
    assertEquals(3, keys.size(), this::output);
    for (String key : keys) {
      byte[] message = Base64.getDecoder().decode(key);
      // RFC 9580, sections 4.2 and 5.1: a session key for one key, version 3, the key's id.
      assertEquals((byte) 0xc1, message[0]);
      assertEquals(3, message[2]);
      assertEquals(KEY_ID, HexFormat.of().formatHex(Arrays.copyOfRange(message, 3, 11)));
    }
    Path right = DemoAppliance.shared().data().resolve("recovery/recovery");
    assertFalse(Files.exists(right), "the right to make them is left");

    assertEquals(32, run("--pgp-key", publicKey.toString()), this::output);
    assertTrue(output().contains("were made before"), this::output);
  }

  private int run(String... options) throws IOException, InterruptedException {
    var command = new ArrayList<>(Appliance.command());
    command.addAll(List.of("recovery-keys", "--data-dir"));
    command.add(DemoAppliance.shared().data().toString());
    command.addAll(List.of(options));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it does not end");
    return process.exitValue();
  }

  private String output() {
    try {
      return Files.readString(folder.resolve("output"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
