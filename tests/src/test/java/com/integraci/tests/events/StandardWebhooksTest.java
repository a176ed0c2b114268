package com.integraci.tests.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.appliance.events.NewWebhook;
import com.integraci.appliance.events.WebhookCommand;
import com.integraci.appliance.policy.Role;
import com.integraci.tests.Await;
import com.integraci.tests.Receiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is sent is good for the library of the Standard Webhooks project, and what is changed not.
 */
@Tag("python")
class StandardWebhooksTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void the_standards_own_library_verifies_what_is_sent() throws Exception {
    try (var place = new EventPlace();
        var receiver = new Receiver();
        var plane = WebhookPlace.of(place, receiver.authority(), true)) {
      var alpha = place.tenant("alpha");
      WebhookPlace.provision(alpha);
      var owner = place.caller(alpha, Role.OWNER);
      var command = new WebhookCommand(receiver.url("/ok"), "", List.of(), true);
      NewWebhook made = plane.verbs.create(owner, command);
      NewWebhook rotated = plane.verbs.rotate(owner, made.webhook().id());
      plane.sent.ping(owner, made.webhook().id());
      plane.delivering.run();
      Await.until("a ping", Duration.ofSeconds(60), () -> !receiver.got().isEmpty());
      var got = receiver.got().getFirst();
      assertEquals(
          List.of("good", "good", "bad", "bad", "bad"),
          python(
              List.of(
                  line(made.secret(), got.id(), got.timestamp(), got.signature(), got.body()),
                  line(rotated.secret(), got.id(), got.timestamp(), got.signature(), got.body()),
                  line(made.secret(), got.id() + "x", got.timestamp(), got.signature(), got.body()),
                  line(made.secret(), got.id(), "1", got.signature(), got.body()),
                  line(
                      made.secret(),
                      got.id(),
                      got.timestamp(),
                      got.signature(),
                      got.body().replace("ping", "pong")))));
    }
  }

  private static String line(
      String secret, String id, String timestamp, String signature, String body) {
    return JSON.writeValueAsString(
        Map.of(
            "secret", secret,
            "id", id,
            "timestamp", timestamp,
            "signature", signature,
            "body", body));
  }

  private static List<String> python(List<String> lines) throws IOException, InterruptedException {
    var python = Optional.ofNullable(System.getenv("INTEGRACI_PYTHON")).orElse("python3");
    var program = Path.of(System.getProperty("integraci.root", "..")).resolve("tests/python");
    var process =
        new ProcessBuilder(python, program.resolve("verify_webhook.py").toString())
            .redirectErrorStream(true)
            .start();
    try (var in = process.getOutputStream()) {
      in.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor(60, TimeUnit.SECONDS);
    return said.lines().toList();
  }
}
