package com.integraci.tests.policy;

import com.integraci.airgap.Component;
import com.integraci.airgap.ComponentLock;
import com.integraci.airgap.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sources of Open Policy Agent that its command was built from, where Go keeps them: read and
 * built from, never copied.
 *
 * @param folder the module's, not to be written to
 * @param toolchain the Go that builds it
 */
record OpaSource(Path folder, String toolchain) {

  private static final int MINUTES_MAX = 10;

  /** The module of the component lock, fetched if it is not there. */
  static OpaSource locked() {
    Component opa = ComponentLock.bundled().component("opa");
    if (!(opa.source() instanceof Source.Go go)) {
      throw new IllegalStateException("opa is no Go module");
    }
    var wanted = go.module() + "@" + go.version();
    var answer =
        JsonMapper.shared()
            .readTree(go(Path.of("."), go.toolchain(), "mod", "download", "-json", wanted));
    if (!answer.path("Sum").stringValueOpt().equals(opa.upstream().published())) {
      throw new IllegalStateException(wanted + " is not the one in the component lock: " + answer);
    }
    return new OpaSource(Path.of(answer.get("Dir").asString()), go.toolchain());
  }

  /** Has Go do something in the module's folder. */
  String go(String... arguments) {
    return go(folder, toolchain, arguments);
  }

  private static String go(Path folder, String toolchain, String... arguments) {
    var builder = new ProcessBuilder("go");
    builder.command().addAll(List.of(arguments));
    builder.directory(folder.toFile());
    builder
        .environment()
        .putAll(Map.of("GOTOOLCHAIN", toolchain, "GOFLAGS", "-mod=readonly", "GOWORK", "off"));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      var process = builder.start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException("go " + String.join(" ", arguments) + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new IllegalStateException("Go is needed to read OPA's sources", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
