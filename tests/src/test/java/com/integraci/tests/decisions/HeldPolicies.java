package com.integraci.tests.decisions;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.config.ControlSettings;
import com.integraci.tests.OpenBaoServer;
import com.integraci.tests.Victim;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * A process that does every {@link PolicyStep}, each over a {@link HeldWire} of its own, until it
 * is killed: {@code HeldPolicies FOLDER DATABASE AUTHORITY PASSWORDS VAULT CREDENTIALS
 * VAULT-AUTHORITY STEP=TEAM=PORT...}. It prints {@code ready STEP.}, begins one when a line names
 * it, and prints {@code told STEP.} when somebody would hear that it is done. The step {@code
 * FOLLOW}, which nobody hears of, is the follower of shadows.
 */
final class HeldPolicies {

  static final String FOLLOW = "FOLLOW";

  private static final int POOL_MAX = 4;
  private static final Duration PAUSE_MAX = Duration.ofHours(1);
  private static final Duration LOOK = Duration.ofMillis(20);

  private HeldPolicies() {}

  /**
   * Starts it.
   *
   * @param log gets what it prints, in a folder of its own with the files {@code envelope} and
   *     {@code next.pem}
   * @param teams the steps' teams, by name
   * @param ports the steps' wires
   */
  static Process start(
      Path log,
      ControlSettings.Database settings,
      Map<String, TenantId> teams,
      Map<String, HeldWire> ports)
      throws IOException {
    var vault = OpenBaoServer.shared();
    var arguments =
        new ArrayList<>(
            List.of(
                log.getParent().toString(),
                settings.name(),
                settings.authority().toString(),
                settings.passwords().toString(),
                vault.settings().url().toString(),
                vault.settings().credentials().toString(),
                vault.authority().toString()));
    teams.forEach((step, team) -> arguments.add(step + "=" + team + "=" + ports.get(step).port()));
    return Victim.start(HeldPolicies.class, log, arguments.toArray(String[]::new));
  }

  /** Does all until it is killed. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    // The pool would look after a pause whether a connection still answers: one trip more or less.
    System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "" + PAUSE_MAX.toMillis());
    var folder = Path.of(arguments[0]);
    var given =
        new PolicyStep.Given(
            Files.readString(folder.resolve("envelope")),
            Files.readString(folder.resolve("next.pem")));
    var vault = new ControlSettings.OpenBao(URI.create(arguments[4]), Path.of(arguments[5]));
    var openbao = OpenBao.open(vault, Path.of(arguments[6]));
    var calls = new HashMap<String, Runnable>();
    for (String each : List.of(arguments).subList(7, arguments.length)) {
      var part = each.split("=", 3);
      var settings =
          new ControlSettings.Database(
              "127.0.0.1",
              Integer.parseInt(part[2]),
              arguments[1],
              Path.of(arguments[2]),
              Path.of(arguments[3]),
              POOL_MAX);
      var shop = new PolicyShop(settings, openbao, folder);
      calls.put(part[0], call(part[0], shop, new TenantId(UUID.fromString(part[1])), given));
      System.out.println("ready " + part[0] + ".");
    }
    try (var lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      lines.lines().forEach(step -> Thread.ofPlatform().start(() -> run(step, calls.get(step))));
    }
    new CountDownLatch(1).await();
  }

  private static Runnable call(
      String step, PolicyShop shop, TenantId team, PolicyStep.Given given) {
    if (!step.equals(FOLLOW)) {
      return PolicyStep.valueOf(step).call(shop, PolicyStep.owner(team), given);
    }
    shop.replaying.shadows().list(PolicyStep.owner(team));
    shop.sweeps.claim(tx -> tx.query("select 1 as one", row -> row.number("one")));
    return () -> {
      shop.replaying.follow(shop.sweeps, LOOK, Duration.ZERO);
      forever();
    };
  }

  private static void forever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(String step, Runnable call) {
    try {
      call.run();
      System.out.println("told " + step + ".");
    } catch (RuntimeException e) {
      e.printStackTrace(System.out);
      System.out.println("failed " + step + ".");
    }
  }
}
