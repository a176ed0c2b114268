package com.integraci.tests.decisions;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.bundles.Bundle;
import com.integraci.appliance.bundles.BundleDrafts;
import com.integraci.appliance.bundles.BundleFeature;
import com.integraci.appliance.bundles.Bundles;
import com.integraci.appliance.bundles.SignedFiles;
import com.integraci.appliance.failure.Limited;
import com.integraci.appliance.openbao.AuditSigner;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.trust.AddKey;
import com.integraci.appliance.trust.KnownKey;
import com.integraci.appliance.trust.Trust;
import com.integraci.bundles.policy.BundleRefused;
import com.integraci.tests.Await;
import com.integraci.tests.OpenBaoServer;
import com.integraci.tests.Parts;
import com.integraci.tests.policy.TeamKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bundles over a database of their own, of a team that trusts one key, with the site's in OpenBao.
 */
final class BundleDesk implements AutoCloseable {

  static final KnownKey.Purposes FOR_BUNDLES = new KnownKey.Purposes(true, false);

  private static final Duration LIMITED_MAX = Duration.ofMinutes(1);

  final Desk desk = new Desk();
  final TeamKey key = TeamKey.fresh();
  final Policy policy = Policy.load();
  final Trust trust;
  final BundleFeature feature;
  final Bundles bundles;

  private final OpenBao openbao;
  private final Path state;

  BundleDesk(Path state) {
    this.state = state;
    var server = OpenBaoServer.shared();
    this.openbao = OpenBao.open(server.settings(), server.authority());
    this.trust = Trust.of(desk.database, policy, new AuditLog(), openbao.auditSigner());
    this.feature = feature(Optional.of(Parts.program("opa")));
    this.bundles = feature.bundles();
    trusting(key, "main");
  }

  /** As another process has it, which has compiled nothing yet. */
  BundleFeature feature(Optional<Path> program) {
    var parts = new Bundles.Parts(desk.database, policy, new AuditLog(), trust);
    return BundleFeature.of(parts, program, state);
  }

  /** The site's key. */
  AuditSigner signer() {
    return openbao.auditSigner();
  }

  /** Has the team trust a key for its bundles. */
  KnownKey trusting(TeamKey one, String name) {
    var owner = desk.caller(Role.OWNER);
    return trust.keys().add(owner, new AddKey(name, one.trusted(), FOR_BUNDLES));
  }

  /** Publishes what the team signed. */
  Bundle publish(Caller caller, Map<String, String> files) {
    return bundles.publish(caller, () -> signed(files));
  }

  /** A file that is no bundle has no signature: what is wrong with it is said first. */
  SignedFiles signed(Map<String, String> files) {
    try {
      return new SignedFiles(files, key.envelope(files));
    } catch (BundleRefused e) {
      return new SignedFiles(files, "");
    }
  }

  /**
   * Does work again and again while drafts are tested one after the other, until it is told to come
   * later.
   */
  void limitedByTests(Runnable work) {
    var caller = desk.caller(Role.DEVELOPER);
    var draft = feature.drafts().begin(caller, "acme-busy", BundleDrafts.From.TWO);
    var on = new AtomicBoolean(true);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        threads.execute(
            () -> {
              while (on.get()) {
                var _ = limited(() -> feature.drafts().attempt(caller, draft.id()));
              }
            });
        Await.until("it is told to come later", LIMITED_MAX, () -> limited(work));
      } finally {
        on.set(false);
      }
    }
    feature.drafts().delete(caller, draft.id());
  }

  private static boolean limited(Runnable work) {
    try {
      work.run();
      return false;
    } catch (Limited e) {
      return true;
    }
  }

  @Override
  public void close() {
    feature.close();
    openbao.close();
    desk.close();
  }
}
