package com.integraci.tests.decisions;

import com.integraci.appliance.bundles.Bundle;
import com.integraci.appliance.bundles.Candidates;
import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.replay.Replay;
import com.integraci.appliance.replay.Replays;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.Evaluator;
import com.integraci.bundles.policy.Finding;
import com.integraci.bundles.policy.Rule;
import com.integraci.bundles.policy.Verdict;
import com.integraci.config.ControlSettings;
import com.integraci.tests.OpenBaoServer;
import com.integraci.tests.Victim;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * A process that replays a bundle or a draft and comes to a stand after so many decisions, until it
 * is killed: {@code ReplayingProcess PORT DATABASE AUTHORITY PASSWORDS VAULT CREDENTIALS
 * VAULT-AUTHORITY FOLDER TENANT WHAT ID DECISIONS}. By its rules each is a no.
 */
final class ReplayingProcess {

  private static final int POOL_MAX = 4;

  /** What is replayed. */
  enum What {
    BUNDLE,
    DRAFT
  }

  private ReplayingProcess() {}

  static Process start(Desk desk, What what, UUID id, int decisions, Path log) throws IOException {
    var settings = desk.settings;
    var vault = OpenBaoServer.shared();
    return Victim.start(
        ReplayingProcess.class,
        log,
        "" + settings.port(),
        settings.name(),
        settings.authority().toString(),
        settings.passwords().toString(),
        vault.settings().url().toString(),
        vault.settings().credentials().toString(),
        vault.authority().toString(),
        log.getParent().toString(),
        desk.team.toString(),
        what.name(),
        id.toString(),
        "" + decisions);
  }

  /** Replays until it is killed. */
  public static void main(String[] arguments) throws InterruptedException {
    var settings =
        new ControlSettings.Database(
            "127.0.0.1",
            Integer.parseInt(arguments[0]),
            arguments[1],
            Path.of(arguments[2]),
            Path.of(arguments[3]),
            POOL_MAX);
    var vault = new ControlSettings.OpenBao(URI.create(arguments[4]), Path.of(arguments[5]));
    var openbao = OpenBao.open(vault, Path.of(arguments[6]));
    var rules = new StandingRules(new AtomicInteger(Integer.parseInt(arguments[11])));
    try (var shop = new PolicyShop(settings, openbao, Path.of(arguments[7]));
        var replaying =
            shop.replaying(rules, new StandingDrafts(shop.bundles.candidates(), rules))) {
      var team = new TenantId(UUID.fromString(arguments[8]));
      var id = UUID.fromString(arguments[10]);
      var started = started(replaying.replays(), What.valueOf(arguments[9]), team, id);
      System.out.println("replays " + started.id() + ".");
      new CountDownLatch(1).await();
    }
  }

  private static Replay started(Replays replays, What what, TenantId team, UUID id) {
    var owner = PolicyStep.owner(team);
    return switch (what) {
      case BUNDLE -> replays.start(owner, id, 30);
      case DRAFT -> replays.startDraft(owner, id, 30);
    };
  }

  /** The team's drafts, whose rules are others. */
  private record StandingDrafts(Candidates real, StandingRules rules) implements Candidates {

    @Override
    public Bundle bundle(Permit permit) {
      return real.bundle(permit);
    }

    @Override
    public Drafted draft(Permit permit, UUID id) {
      return real.draft(permit, id);
    }

    @Override
    public Rules.Ruling rules(Drafted drafted) {
      return rules.ruling();
    }
  }

  /** Rules that decide so often, and no more. */
  private record StandingRules(AtomicInteger left) implements Rules, Evaluator {

    private static final Rule RULE =
        new Rule("never", "Never", Rule.Severity.LOW, "Nothing passes.", "None.", List.of());

    @Override
    public Optional<Ruling> active(TenantId tenant, DecisionKind kind) {
      return Optional.empty();
    }

    @Override
    public Optional<Ruling> of(TenantId tenant, byte[] digest) {
      return Optional.of(ruling());
    }

    Ruling ruling() {
      return new Ruling("standing", "1.0.0", "0".repeat(64), List.of(), this);
    }

    @Override
    public Verdict decide(JsonNode facts) {
      if (left.decrementAndGet() < 0) {
        stand();
      }
      return new Verdict(
          List.of(new Finding(RULE, Finding.Outcome.FAIL, Optional.empty(), Optional.empty())));
    }

    private static void stand() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      left.set(0);
    }
  }
}
