package com.integraci.appliance.secrets;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The verbs of secrets.
 *
 * <p>A value is written under an id of its own, never used before. The order makes every death
 * harmless: first a pending row and the entry about the login are committed, then the value is
 * written, then the secret names it and the entry about the change is committed with that. What no
 * secret names is destroyed by the {@link SecretSweeper}, because its row says where it is.
 */
public final class Secrets {

  /** How many secrets a team may have. */
  public static final int SECRETS_MAX = 5_000;

  /** How many secrets a page has at most. */
  public static final int PAGE_MAX = 100;

  private final Policy policy;
  private final Database database;
  private final AuditLog audit;
  private final OpenBao openBao;
  private final SecretSweeper sweeper;
  private final SecretProbe probe;
  private final SecretStore secrets = new SecretStore();
  private final VersionStore versions = new VersionStore();

  /** The verbs over these parts; the sweeper is woken when a value is to be destroyed. */
  public Secrets(SecretParts parts, SecretSweeper sweeper) {
    this.policy = parts.policy();
    this.database = parts.database();
    this.audit = parts.audit();
    this.openBao = parts.openBao();
    this.probe = parts.probe();
    this.sweeper = Objects.requireNonNull(sweeper);
  }

  /**
   * Puts a value, or rotates the one that is there. The reference tells which: version 1 is new.
   *
   * @throws Conflict when what was expected is not so, or another change is under way
   * @throws com.integraci.appliance.failure.Unavailable when OpenBao can't; nothing is changed
   */
  public SecretReference run(Caller caller, PutSecret command) {
    var all = Resource.tenant(caller.tenant());
    Permit permit = policy.authorize(caller, Action.SECRET_PUT, all);
    Permit login = policy.authorize(caller, Action.SECRET_LOGIN, all);
    String keyHash = keyHash(command.key());
    var earlier = database.inTenant(permit.tenant(), tx -> earlier(tx, permit, command, keyHash));
    if (earlier.isPresent()) {
      return earlier.orElseThrow();
    }
    openBao.expectUp();
    if (command.dryRun()) {
      return database.inTenant(permit.tenant(), tx -> wouldBe(tx, permit, command));
    }
    Pending pending =
        database.inTenant(permit.tenant(), tx -> begin(tx, permit, login, command, keyHash));
    probe.at(SecretProbe.Point.PENDING);
    SecretReference reference =
        orGiveUp(permit, pending, () -> storeAndName(permit, command, pending));
    probe.at(SecretProbe.Point.NAMED);
    sweeper.wake();
    return reference;
  }

  /**
   * Deletes a secret. Its value is destroyed right after, or as soon as OpenBao can.
   *
   * @throws NotFound when there is none of that name
   * @throws Conflict when what was expected is not so
   * @throws com.integraci.appliance.failure.Unavailable when OpenBao can't; nothing is changed
   */
  public void run(Caller caller, DeleteSecret command) {
    Permit permit =
        policy.authorize(caller, Action.SECRET_DELETE, Resource.tenant(caller.tenant()));
    openBao.expectUp();
    database.inTenant(permit.tenant(), tx -> delete(tx, permit, command));
    if (!command.dryRun()) {
      probe.at(SecretProbe.Point.DELETED);
      sweeper.wake();
    }
  }

  /**
   * Lists references, by name.
   *
   * @param after the name after which the page begins, "" for the first
   * @param limit 1 to {@link #PAGE_MAX}
   */
  public SecretPage list(Caller caller, String after, int limit) {
    if (limit < 1 || limit > PAGE_MAX) {
      throw new IllegalArgumentException("a page of " + limit);
    }
    Permit permit = policy.authorize(caller, Action.SECRET_LIST, Resource.tenant(caller.tenant()));
    var found = secrets.page(database, permit.tenant(), after, limit + 1);
    if (found.size() <= limit) {
      return new SecretPage(found, Optional.empty());
    }
    var page = found.subList(0, limit);
    return new SecretPage(page, Optional.of(page.getLast().name()));
  }

  private Optional<SecretReference> earlier(
      Tx tx, Permit permit, PutSecret command, String keyHash) {
    if (keyHash.isEmpty()) {
      return Optional.empty();
    }
    return versions
        .byKey(tx, permit, keyHash)
        .map(
            version -> {
              if (version.pending()) {
                throw new Conflict("The first request with this Idempotency-Key is under way.");
              }
              return secrets
                  .find(tx, permit.tenant(), command.name())
                  .filter(secret -> secret.id().equals(version.secret()))
                  .orElseThrow(
                      () -> new Conflict("This Idempotency-Key was used for another secret."));
            });
  }

  private SecretReference wouldBe(Tx tx, Permit permit, PutSecret command) {
    var present = checked(tx, permit, command);
    var now = Instant.now();
    return present
        .map(
            secret ->
                new SecretReference(
                    secret.id(),
                    secret.name(),
                    secret.version() + 1,
                    secret.createdAt(),
                    now,
                    secret.lastUsedAt()))
        .orElseGet(
            () ->
                new SecretReference(UuidV7.next(), command.name(), 1, now, now, Optional.empty()));
  }

  private Optional<SecretReference> checked(Tx tx, Permit permit, PutSecret command) {
    var present = secrets.lock(tx, permit.tenant(), command.name());
    command.expected().check(present);
    if (present.isEmpty() && secrets.count(tx, permit.tenant()) >= SECRETS_MAX) {
      throw new Conflict("A team has " + SECRETS_MAX + " secrets at most.");
    }
    return present;
  }

  private Pending begin(Tx tx, Permit permit, Permit login, PutSecret command, String keyHash) {
    var present = checked(tx, permit, command);
    var pending =
        new Pending(
            UuidV7.next(),
            present.map(SecretReference::id).orElseGet(UuidV7::next),
            present.map(SecretReference::version).orElse(0) + 1,
            keyHash);
    if (!versions.insert(tx, permit, pending)) {
      throw new Conflict("Another change of this secret is under way. Repeat it in a moment.");
    }
    audit.append(tx, login, AuditEvent.done(new Resource("secret", pending.secret())));
    return pending;
  }

  private SecretReference storeAndName(Permit permit, PutSecret command, Pending pending) {
    openBao.secrets().put(permit, pending.value(), command.value());
    probe.at(SecretProbe.Point.STORED);
    return database.inTenant(permit.tenant(), tx -> name(tx, permit, command, pending));
  }

  /** What was refused may have reached OpenBao, so its row stays, for the sweeper. */
  private <T> T orGiveUp(Permit permit, Pending pending, Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      giveUp(permit, pending, e);
      throw e;
    }
  }

  /** When this fails as well, the sweeper gives it up after three minutes. */
  private void giveUp(Permit permit, Pending pending, RuntimeException cause) {
    try {
      database.inTenant(permit.tenant(), tx -> versions.giveUp(tx, permit, pending.value()));
      sweeper.wake();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private SecretReference name(Tx tx, Permit permit, PutSecret command, Pending pending) {
    versions.retireLive(tx, permit, pending.secret());
    boolean named =
        pending.version() == 1
            ? secrets.insert(tx, permit, pending.secret(), command.name(), pending.value())
            : secrets.rotate(tx, permit, pending.secret(), pending.version(), pending.value());
    if (!named || !versions.goLive(tx, permit, pending.value())) {
      throw new Conflict("The secret was changed by somebody else meanwhile. Read it again.");
    }
    audit.append(tx, permit, event(pending.secret(), pending.version(), command.name()));
    return secrets.find(tx, permit.tenant(), command.name()).orElseThrow();
  }

  private SecretReference delete(Tx tx, Permit permit, DeleteSecret command) {
    var present = secrets.lock(tx, permit.tenant(), command.name());
    var secret = present.orElseThrow(() -> new NotFound("There is no such secret."));
    command.expected().check(present);
    if (!command.dryRun()) {
      versions.retireLive(tx, permit, secret.id());
      secrets.delete(tx, permit, secret.id());
      audit.append(tx, permit, event(secret.id(), secret.version(), command.name()));
    }
    return secret;
  }

  /** The name is what a person typed, so it goes to the row that can be erased. */
  private static AuditEvent event(UUID secret, int version, SecretName name) {
    return AuditEvent.done(new Resource("secret", secret))
        .with(Map.of("version", String.valueOf(version)))
        .withDetail(Map.of("name", name.value()));
  }

  private static String keyHash(String key) {
    if (key.isEmpty()) {
      return "";
    }
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
