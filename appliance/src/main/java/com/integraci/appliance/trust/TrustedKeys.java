package com.integraci.appliance.trust;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.bundles.evidence.EvidenceReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The verbs on the keys that a team trusts, and which of them count. */
public final class TrustedKeys {

  /** How many a team trusts at a time: each costs time for each signature. */
  public static final int KEYS_MAX = EvidenceReader.KEYS_MAX;

  private static final System.Logger LOG = System.getLogger(TrustedKeys.class.getName());

  /** With those that were removed, which are kept to tell who signed what. */
  private static final int EVER_MAX = 200;

  private final Database database;
  private final Policy policy;
  private final AuditLog audit;
  private final Vouchers vouchers;

  /**
   * Keys over these.
   *
   * @param database where they are
   * @param policy decides who may
   * @param audit takes the entries
   * @param site vouches for each
   */
  public TrustedKeys(Database database, Policy policy, AuditLog audit, SiteKey site) {
    this.database = database;
    this.policy = policy;
    this.audit = audit;
    this.vouchers = new Vouchers(site);
  }

  /** The team's keys by name, and after them those that were removed. */
  public List<KnownKey> list(Caller caller) {
    var permit = policy.authorize(caller, Action.TRUST_LIST, Resource.tenant(caller.tenant()));
    return TrustStore.all(database, permit.tenant()).stream().map(TrustStore.Claim::key).toList();
  }

  /**
   * Trusts a key from now on.
   *
   * @throws Conflict when it is trusted already, or was removed, or the team has too many
   * @throws com.integraci.appliance.failure.Unavailable when OpenBao does not answer
   */
  public KnownKey add(Caller caller, AddKey key) {
    var permit = policy.authorize(caller, Action.TRUST_ADD, of(UuidV7.next()));
    var voucher = vouchers.of(permit.tenant(), key);
    return database.inTenant(permit.tenant(), tx -> add(tx, permit, key, voucher));
  }

  private KnownKey add(Tx tx, Permit permit, AddKey key, String voucher) {
    TrustStore.alone(tx, permit);
    var all = TrustStore.all(tx, permit);
    all.stream().filter(one -> one.key().id().equals(key.key().id())).forEach(TrustedKeys::refuse);
    if (all.stream().filter(one -> one.removed().isEmpty()).count() >= KEYS_MAX) {
      throw new Conflict("A team trusts %d keys at most. Remove one first.".formatted(KEYS_MAX));
    }
    if (all.size() >= EVER_MAX) {
      throw new Conflict("A team has %d keys at most, removed ones too.".formatted(EVER_MAX));
    }
    TrustStore.add(tx, permit, key, voucher);
    return done(tx, permit);
  }

  private static void refuse(KnownKey there) {
    throw new Conflict(
        there.removed().isPresent()
            ? "This key was removed, and such a key is not trusted again. Make another pair."
            : "This key is trusted already, as %s.".formatted(there.name()));
  }

  /**
   * Trusts a key no more. What it signed and is active goes on.
   *
   * @throws NotFound when the team has none of that id
   * @throws Conflict when it is removed already
   */
  public void remove(Caller caller, UUID id) {
    var permit = policy.authorize(caller, Action.TRUST_REMOVE, of(id));
    database.inTenant(
        permit.tenant(),
        tx -> {
          if (TrustStore.one(tx, permit.tenant(), id).isEmpty()) {
            throw none();
          }
          if (!TrustStore.remove(tx, permit)) {
            throw new Conflict("It is removed already.");
          }
          return done(tx, permit);
        });
  }

  private KnownKey done(Tx tx, Permit permit) {
    var id = permit.resource().id();
    var key = TrustStore.one(tx, permit.tenant(), id).orElseThrow(TrustedKeys::none);
    var facts =
        Map.of(
            "key", key.key().id(),
            "bundles", Boolean.toString(key.purposes().bundles()),
            "evidence", Boolean.toString(key.purposes().evidence()));
    audit.append(tx, permit, AuditEvent.done(permit.resource()).with(facts));
    return key;
  }

  /**
   * A key and the site's word for it.
   *
   * @param key the key
   * @param voucher an envelope
   */
  public record Vouched(KnownKey key, String voucher) {}

  /** All of the team that the permit is for, removed ones too, that the site vouches for. */
  public List<Vouched> vouched(Permit permit) {
    return TrustStore.all(database, permit.tenant()).stream()
        .filter(claim -> vouched(permit.tenant(), claim))
        .map(claim -> new Vouched(claim.key(), claim.voucher()))
        .toList();
  }

  /** Those that the site vouches for, whatever for, removed ones too. */
  public List<KnownKey> known(TenantId tenant) {
    return TrustStore.all(database, tenant).stream()
        .filter(claim -> vouched(tenant, claim))
        .map(TrustStore.Claim::key)
        .toList();
  }

  /** Those that the team trusts to sign attestations. */
  public List<KnownKey> forEvidence(TenantId tenant) {
    return known(tenant).stream()
        .filter(key -> key.purposes().evidence() && key.removed().isEmpty())
        .toList();
  }

  /** The key of that id, removed or not, if the site vouches for it. */
  public Optional<KnownKey> vouched(TenantId tenant, UUID id) {
    return TrustStore.one(database, tenant, id)
        .filter(claim -> vouched(tenant, claim))
        .map(TrustStore.Claim::key);
  }

  /** Whether the team trusts that key for its bundles at this moment. */
  public static boolean trusted(Tx tx, TenantId tenant, UUID id) {
    return TrustStore.one(tx, tenant, id)
        .filter(key -> key.removed().isEmpty() && key.purposes().bundles())
        .isPresent();
  }

  private boolean vouched(TenantId tenant, TrustStore.Claim claim) {
    boolean holds = vouchers.holds(tenant, claim.key(), claim.voucher());
    if (!holds) {
      LOG.log(
          System.Logger.Level.ERROR,
          "trusted key {0} of team {1} is not vouched for: somebody wrote past PostgreSQL''s rules",
          claim.key().id(),
          tenant);
    }
    return holds;
  }

  private static Resource of(UUID id) {
    return new Resource("trusted-key", id);
  }

  private static NotFound none() {
    return new NotFound("Your team has no such key.");
  }
}
