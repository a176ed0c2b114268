package com.integraci.appliance.bundles;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.evidence.TrustedKey;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.PolicyBundle;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Rows of bundles. */
final class BundleStore {

  /** Bundles of a team take turns: which is active is looked at and changed by one at a time. */
  private static final String ALONE =
      """
      select pg_advisory_xact_lock(hashtextextended('integraci.bundles.' || ?::text, 0))
      """;

  private static final String COLUMNS =
      """
      select bundle_id, name, version, decision, rules, digest, coverage, state, published_by,
             published_at,
             approved_by, approved_at, activated_by, activated_at,
             (select max(r.ended_at) from app.replay r
              where r.tenant_id = b.tenant_id and r.bundle_id = b.bundle_id
                and r.state = 'finished') as replayed_at
      from app.policy_bundle b
      """;

  private static final String ALL =
      COLUMNS + "where tenant_id = ? order by name, published_at desc limit 500";

  private static final String ONE = COLUMNS + "where tenant_id = ? and bundle_id = ?";

  private static final String NAMED =
      COLUMNS + "where tenant_id = ? and name = ?::text and version = ?::text";

  private static final String COUNT =
      """
      select count(*) as n from app.policy_bundle where tenant_id = ?
      """;

  private static final String ADD =
      """
      insert into app.policy_bundle (tenant_id, bundle_id, name, version, decision, rules, digest,
                                     archive, coverage, published_by, signature, signer,
                                     signed_with)
      values (?, ?, ?, ?, ?, ?, decode(?, 'hex'), ?, ?, ?, ?, ?, ?)
      """;

  private static final String APPROVE =
      """
      update app.policy_bundle set state = 'approved', approved_by = ?, approved_at = now()
      where tenant_id = ? and bundle_id = ? and state = 'replayed'
      """;

  private static final String SUPERSEDE =
      """
      update app.policy_bundle set state = 'superseded'
      where tenant_id = ? and decision = ? and state = 'active'
      """;

  private static final String ACTIVATE =
      """
      update app.policy_bundle
      set state = 'active', returned = ?, activated_by = ?, activated_at = now()
      where tenant_id = ? and bundle_id = ? and state in ('approved', 'superseded')
      """;

  private static final String FORMER =
      COLUMNS
          + """
          where tenant_id = ? and decision = ? and state = 'superseded'
          order by activated_at desc, bundle_id desc limit 1
          """;

  private static final String CURRENT =
      COLUMNS + "where tenant_id = ? and decision = ? and state = 'active'";

  private static final String ACTIVE =
      """
      select name, version, digest from app.policy_bundle
      where tenant_id = ? and decision = ?::text and state = 'active'
      """;

  private static final String KEPT =
      """
      select archive, decision, signature, signer, signed_with from app.policy_bundle
      where tenant_id = ? and digest = ?
      """;

  private static final String SIGNED =
      """
      select signature, signer, signed_with from app.policy_bundle
      where tenant_id = ? and bundle_id = ? and signature is not null
      """;

  /**
   * What is compiled.
   *
   * @param archive the bundle
   * @param decision the kind of decision that it makes
   * @param signed who signed it; nobody when it is older than signatures
   */
  @SuppressWarnings("ArrayRecordComponent") // Unpacked, never compared.
  record Kept(byte[] archive, String decision, Optional<Signed> signed) {}

  /** Which bundle is active. */
  record Active(String name, String version, String digest) {}

  private BundleStore() {}

  static void alone(Tx tx, Permit permit) {
    tx.lockWithNext(ALONE, permit.tenant().toString());
  }

  static List<Bundle> all(Database database, Permit permit) {
    var tenant = permit.tenant();
    return database.read(tenant, ALL, BundleStore::bundle, tenant);
  }

  static Optional<Bundle> one(Tx tx, Permit permit) {
    return tx.first(ONE, BundleStore::bundle, permit.tenant(), permit.resource().id());
  }

  static Optional<Bundle> named(Tx tx, Permit permit, PolicyBundle bundle) {
    var manifest = bundle.manifest();
    return tx.first(
        NAMED, BundleStore::bundle, permit.tenant(), manifest.name(), manifest.version());
  }

  static long count(Tx tx, Permit permit) {
    return tx.first(COUNT, row -> row.number("n"), permit.tenant()).orElseThrow();
  }

  static void add(Tx tx, Permit permit, PolicyBundle bundle, Signed signed, Covered covered) {
    var manifest = bundle.manifest();
    tx.executeWithNext(
        ADD,
        permit.tenant(),
        permit.resource().id(),
        manifest.name(),
        manifest.version(),
        manifest.decision().text(),
        manifest.rules().size(),
        bundle.digest(),
        bundle.archive(),
        covered.text(),
        permit.actor().id(),
        signed.envelope(),
        signed.signer().encoded(),
        signed.key().orElse(null));
  }

  static Optional<Signed> signed(Tx tx, Permit permit) {
    return tx.first(SIGNED, BundleStore::signed, permit.tenant(), permit.resource().id());
  }

  static boolean approve(Tx tx, Permit permit) {
    return tx.execute(APPROVE, permit.actor().id(), permit.tenant(), permit.resource().id()) == 1;
  }

  /**
   * Has this one decide in place of the one that does.
   *
   * @param returned whether that is a rollback, which needs no replay
   */
  static boolean activate(Tx tx, Permit permit, Bundle bundle, boolean returned) {
    supersede(tx, permit, bundle);
    return tx.execute(ACTIVATE, returned, permit.actor().id(), permit.tenant(), bundle.id()) == 1;
  }

  static void supersede(Tx tx, Permit permit, Bundle bundle) {
    tx.executeWithNext(SUPERSEDE, permit.tenant(), bundle.decision());
  }

  /** The one that is active. */
  static Optional<Bundle> current(Tx tx, Permit permit, DecisionKind kind) {
    return tx.first(CURRENT, BundleStore::bundle, permit.tenant(), kind.text());
  }

  /** The one that was active before. */
  static Optional<Bundle> former(Tx tx, Permit permit, DecisionKind kind) {
    return tx.first(FORMER, BundleStore::bundle, permit.tenant(), kind.text());
  }

  static Optional<Active> active(Database database, TenantId tenant, DecisionKind kind) {
    return database
        .read(
            tenant,
            ACTIVE,
            row ->
                new Active(
                    row.text("name"),
                    row.text("version"),
                    HexFormat.of().formatHex(row.bytes("digest"))),
            tenant,
            kind.text())
        .stream()
        .findFirst();
  }

  static Optional<Kept> kept(Database database, TenantId tenant, byte[] digest) {
    return database.read(tenant, KEPT, BundleStore::kept, tenant, digest).stream().findFirst();
  }

  private static Kept kept(Row row) {
    var signed = row.optionalText("signature").map(_ -> signed(row));
    return new Kept(row.bytes("archive"), row.text("decision"), signed);
  }

  private static Signed signed(Row row) {
    return new Signed(
        row.text("signature"),
        TrustedKey.ofEncoded(row.bytes("signer")),
        row.optionalUuid("signed_with"));
  }

  private static Bundle bundle(Row row) {
    return new Bundle(
        row.uuid("bundle_id"),
        row.text("name"),
        row.text("version"),
        row.text("decision"),
        (int) row.number("rules"),
        HexFormat.of().formatHex(row.bytes("digest")),
        row.optionalText("coverage").map(Covered::read),
        Bundle.State.valueOf(row.text("state").toUpperCase(Locale.ROOT)),
        row.optionalInstant("replayed_at"),
        new Bundle.Step(row.uuid("published_by"), row.instant("published_at")),
        step(row.optionalUuid("approved_by"), row.optionalInstant("approved_at")),
        step(row.optionalUuid("activated_by"), row.optionalInstant("activated_at")));
  }

  private static Optional<Bundle.Step> step(Optional<UUID> by, Optional<Instant> at) {
    return by.map(id -> new Bundle.Step(id, at.orElseThrow()));
  }
}
