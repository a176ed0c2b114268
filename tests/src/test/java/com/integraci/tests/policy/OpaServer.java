package com.integraci.tests.policy;

import com.integraci.tests.Await;
import com.integraci.tests.Parts;
import com.integraci.tests.bench.Interleaved;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Open Policy Agent as a server, asked over one connection that is kept. */
final class OpaServer implements Interleaved.Work, AutoCloseable {

  private final Process process;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpRequest request;
  private final int times;

  /**
   * Starts it.
   *
   * @param rules files and folders of Rego and data
   * @param times how many decisions are one unit of work
   */
  OpaServer(String facts, List<Path> rules, int times) throws IOException {
    this.times = times;
    int port = freePort();
    var command = new ArrayList<>(List.of(Parts.program("opa").toString(), "run", "--server"));
    command.addAll(List.of("--addr", "127.0.0.1:" + port, "--log-level", "error"));
    rules.forEach(path -> command.add(path.toString()));
    this.process = new ProcessBuilder(command).inheritIO().start();
    this.request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/data/integraci/result"))
            .timeout(Duration.ofSeconds(10))
            .POST(HttpRequest.BodyPublishers.ofString("{\"input\": " + facts + "}"))
            .build();
    Await.until("OPA's server answers", Duration.ofSeconds(30), this::answers);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean answers() {
    try {
      return !result().isMissingNode();
    } catch (IOException e) {
      return false;
    }
  }

  JsonNode result() throws IOException {
    return JsonMapper.shared().readTree(asked()).path("result");
  }

  private String asked() throws IOException {
    try {
      var response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException(response.body());
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void once() throws IOException {
    for (int i = 0; i < times; i++) {
      asked();
    }
  }

  @Override
  public void close() {
    client.close();
    process.destroy();
  }
}
