package com.integraci.bundles.rego;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has Open Policy Agent's command, with all that it can do, look for a way out of its sandbox
 * before it sees a policy: to a socket of ours, to the environment, to a file of the machine's.
 */
final class Walls {

  private static final String FILE = "/etc/passwd";

  /** The system completes a connection before it is accepted, so it is there at once or never. */
  private static final int THERE_MILLIS = 1;

  private Walls() {}

  /**
   * Tries.
   *
   * @throws SandboxMissing when there is a way
   */
  static void prove(Sandbox sandbox) {
    try {
      Path nothing = Files.createTempDirectory("integraci-walls");
      try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        var query =
            """
            [opa.runtime().env, http.send({
              "method": "GET", "url": "http://127.0.0.1:%d/", "timeout": "500ms",
              "raise_error": false
            }).status_code]
            """
                .formatted(listening.getLocalPort());
        var looked = sandbox.run(nothing, List.of("eval", query), (outcome, _) -> outcome);
        expect(looked.status() == 0, "its command does not run: " + looked.errors());
        expect(!reached(listening), "the network can be reached");
        var answer = JsonMapper.shared().readTree(looked.output());
        var seen = answer.at("/result/0/expressions/0/value");
        expect(seen.path(0).isObject() && seen.path(0).isEmpty(), "the environment can be read");
        var read = sandbox.run(nothing, List.of("parse", FILE), (outcome, _) -> outcome);
        var said = read.output() + read.errors();
        expect(said.contains("no such file"), "files of the machine can be read");
      } finally {
        Files.delete(nothing);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean reached(ServerSocket listening) throws IOException {
    listening.setSoTimeout(THERE_MILLIS);
    try (var _ = listening.accept()) {
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  private static void expect(boolean held, String otherwise) {
    if (!held) {
      throw new SandboxMissing(
          "Policies are compiled in a sandbox only, and on this machine it leaks: " + otherwise);
    }
  }
}
