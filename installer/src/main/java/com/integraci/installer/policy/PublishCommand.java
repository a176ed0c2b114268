package com.integraci.installer.policy;

import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.Workbench;
import com.integraci.bundles.signing.BundleSignature;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import com.integraci.installer.stack.Https;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Publishes a bundle to an appliance: what fails here is not sent. */
@Command(
    name = "publish",
    description = {
      "Check a bundle, run its tests, sign it and publish it to an appliance, as a service"
          + " account.",
      "Prints its id and state, or each fault with its file and line. It decides nothing yet: a"
          + " second person approves it, and somebody activates it."
    },
    mixinStandardHelpOptions = true)
final class PublishCommand extends Bench {

  /** It is tested there once more, after others that wait. */
  private static final Duration BOUND = Duration.ofMinutes(3);

  @Mixin private ApplianceOptions appliance;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = {
        "The private key to sign with. Without it, "
            + PolicyBundle.SIGNATURE
            + " of the folder is sent."
      })
  private Optional<Path> key = Optional.empty();

  @Override
  ExitCode work(PolicyBundle bundle, Workbench bench, PrintWriter out) {
    // All that can be wrong with files is said before anything takes long.
    var account = appliance.account();
    var signature = signature(bundle);
    var problems = bench.check(bundle);
    if (!problems.isEmpty()) {
      problems.forEach(out::println);
      return ExitCode.BUNDLE_REFUSED;
    }
    var tested = bench.test(bundle);
    if (!tested.passed()) {
      return TestCommand.report(out, tested);
    }
    return send(Map.of("files", files(bundle), "signature", signature), account, out);
  }

  private JsonNode signature(PolicyBundle bundle) {
    var envelope =
        key.map(KeyFiles::signing)
            .map(signing -> BundleSignature.sign(bundle, signing::sign))
            .orElseGet(this::written);
    try {
      return JsonMapper.shared().readTree(envelope);
    } catch (JacksonException e) {
      throw new Refusal(ExitCode.USAGE, PolicyBundle.SIGNATURE + " is not JSON.", e);
    }
  }

  private byte[] written() {
    var file = folder().resolve(PolicyBundle.SIGNATURE);
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(BundleSignature.BYTES_MAX + 1);
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.USAGE,
          "It is not signed: give --key, or sign it with integraci policy sign.",
          e);
    }
  }

  private static Map<String, String> files(PolicyBundle bundle) {
    var files = new TreeMap<String, String>();
    bundle.files().forEach((path, text) -> files.put(path, text.content()));
    return files;
  }

  private ExitCode send(Map<String, Object> body, ServiceCredentials account, PrintWriter out) {
    var address = appliance.address("/api/v1/policies/bundles");
    var answer =
        appliance.ask(
            account, BOUND, (https, headers) -> https.json("POST", address, headers, body));
    if (!answer.good()) {
      return refused(answer, out);
    }
    var kept = answer.body();
    out.printf(
        "Published %s %s.%nid     %s%nstate  %s%n",
        kept.path("name").asString(),
        kept.path("version").asString(),
        kept.path("id").asString(),
        kept.path("state").asString());
    return ExitCode.DONE;
  }

  private static ExitCode refused(Https.Answer answer, PrintWriter out) {
    List<JsonNode> problems = answer.body().path("errors").valueStream().toList();
    if (answer.status() != 400 || problems.isEmpty()) {
      throw ServiceCredentials.refusal(answer);
    }
    for (JsonNode problem : problems) {
      var place = problem.path("field").asString("");
      out.println((place.isEmpty() ? "" : place + ": ") + problem.path("message").asString(""));
    }
    return ExitCode.BUNDLE_REFUSED;
  }
}
