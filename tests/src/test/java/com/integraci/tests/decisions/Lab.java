package com.integraci.tests.decisions;

import static com.integraci.tests.policy.Bundles.in;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.bundles.Bundle;
import com.integraci.appliance.bundles.BundleDraft;
import com.integraci.appliance.bundles.BundleDrafts;
import com.integraci.appliance.bundles.BundleFeature;
import com.integraci.appliance.bundles.Candidates;
import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.decisions.DecisionFeature;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.replay.Replay;
import com.integraci.appliance.replay.ReplayChange;
import com.integraci.appliance.replay.ReplayFeature;
import com.integraci.appliance.replay.Replays;
import com.integraci.tests.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A desk with the appliance's own bundles, gates that decide by them, and the replay lab. */
final class Lab implements AutoCloseable {

  /** What a test leaves behind, in an order in which it can be deleted. */
  private static final List<String> OWN =
      List.of(
          "shadow_change",
          "shadow",
          "replay_change",
          "replay",
          "policy_draft",
          "policy_bundle",
          "decision");

  private static final Duration END_MAX = Duration.ofMinutes(2);

  final BundleDesk table;
  final Desk desk;
  final BundleFeature bundles;
  final DecisionFeature deciding;
  final ReplayFeature replaying;

  /**
   * Opens it.
   *
   * @param state where sandboxes are
   */
  Lab(Path state) {
    this.table = new BundleDesk(state);
    this.desk = table.desk;
    this.bundles = table.feature;
    this.deciding =
        DecisionFeature.of(
            new DecisionFeature.Parts(desk.database, table.policy, new AuditLog(), new Metrics()),
            bundles.rules());
    this.replaying = replaying(bundles.rules(), bundles.candidates());
  }

  /** One in which whatever was published has these rules. */
  ReplayFeature replaying(Rules rules) {
    return replaying(rules, bundles.candidates());
  }

  /** The same with drafts of one's own. */
  ReplayFeature replaying(Rules rules, Candidates candidates) {
    return ReplayFeature.of(
        new ReplayFeature.Parts(
            desk.database, table.policy, new AuditLog(), new Metrics(), rules, candidates));
  }

  Caller caller(Role role) {
    return desk.caller(role);
  }

  /** Nothing was written, published and decided yet. */
  void clear() {
    for (String table : OWN) {
      desk.sql("delete from app." + table);
    }
  }

  /** Publishes the bundle that {@code policy new} writes, which asks for so many tests. */
  Bundle publish(Caller caller, Path folder, String version, int least) {
    return table.publish(caller, files(folder, version, least));
  }

  /** A draft of the same. */
  BundleDraft draft(Caller caller, Path folder, String version, int least) {
    var begun = bundles.drafts().begin(caller, "acme-gate", BundleDrafts.From.TWO);
    return bundles
        .drafts()
        .write(caller, begun.id(), begun.version(), files(folder, version, least));
  }

  static Map<String, String> files(Path folder, String version, int least) {
    try {
      return in(Files.createTempDirectory(folder, "bundle")).asking(version, least);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replays it to the end. */
  Replay replay(Bundle bundle) {
    return ended(replaying.replays().start(caller(Role.MAINTAINER), bundle.id(), 30));
  }

  /** Waits for the end. */
  Replay ended(Replay replay) {
    return ended(caller(Role.AUDITOR), replay);
  }

  /** Waits for the end of another team's. */
  Replay ended(Caller caller, Replay replay) {
    var replays = replaying.replays();
    Await.until(
        "the replay has ended",
        END_MAX,
        () -> replays.read(caller, replay.id()).endedAt().isPresent());
    return replays.read(caller, replay.id());
  }

  Replay now(Replay replay) {
    return replaying.replays().read(caller(Role.AUDITOR), replay.id());
  }

  /** The first ten decisions that it found different. */
  List<ReplayChange> changes(Replay replay, ReplayChange.Filter filter) {
    return replaying
        .replays()
        .changes(caller(Role.AUDITOR), replay.id(), filter, Replays.START, 10)
        .changes();
  }

  /** Has it decide, with all that goes before. */
  Bundle activate(Bundle bundle) {
    var finished = replay(bundle);
    if (finished.state() != Replay.State.FINISHED) {
      throw new IllegalStateException(finished.toString());
    }
    bundles.bundles().approve(caller(Role.ADMIN), bundle.id());
    return bundles.bundles().activate(caller(Role.OWNER), bundle.id());
  }

  /** Copies a decision so many times, under other ids of the same time. */
  void multiply(Decision made, int times) {
    desk.sql(
        """
        insert into app.decision (tenant_id, decision_id, kind, gate, service, environment,
                                  commit_id, allowed, reason, bundle_name, bundle_version,
                                  bundle_digest, input, salt, input_hash, result_hash,
                                  findings_hash, result, latency_micros, actor_kind, actor_id,
                                  request_id, batch_id, batch_place, decided_at)
        select tenant_id,
               overlay(decision_id::text placing lpad(to_hex(n), 12, '0') from 25)::uuid, kind,
               gate, service, environment, commit_id, allowed, reason, bundle_name, bundle_version,
               bundle_digest, input, salt, input_hash, result_hash, findings_hash, result,
               latency_micros, actor_kind, actor_id, request_id, batch_id, n, decided_at
        from app.decision, generate_series(1, ?) n where decision_id = ?
        """,
        times,
        made.id());
  }

  @Override
  public void close() {
    replaying.close();
    table.close();
  }
}
