package com.integraci.appliance.bundles;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.policy.Floor;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.Evaluator;
import com.integraci.bundles.policy.Manifest;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.Rule;
import com.integraci.bundles.policy.Trace;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/**
 * Bundles that decide, compiled from what PostgreSQL has and kept while they are used. Which one is
 * active is asked of PostgreSQL for each decision, so that whoever changed it has changed it.
 */
final class ActiveBundles implements Rules, AutoCloseable {

  /** What one holds, with two instances that have run: measured, and a half more. */
  private static final long HELD = 15L << 20;

  /** What everything else in this process needs. */
  private static final long OTHERS = 128L << 20;

  private static final int KEPT_MAX =
      Math.clamp((Runtime.getRuntime().maxMemory() - OTHERS) / HELD, 2, 256);

  private final Database database;
  private final Floor floor;
  private final Compiler compiler;
  private final Signatures signatures;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, ReentrantLock> loading = new ConcurrentHashMap<>();

  /** By team and digest, in the order of their last use. */
  private final Map<String, Loaded> kept = new LinkedHashMap<>(KEPT_MAX, 0.75f, true);

  private record Loaded(Manifest manifest, Evaluator evaluator) {}

  ActiveBundles(Database database, Floor floor, Compiler compiler, Signatures signatures) {
    this.database = database;
    this.floor = floor;
    this.compiler = compiler;
    this.signatures = signatures;
  }

  @Override
  public Optional<Ruling> active(TenantId tenant, DecisionKind kind) {
    return BundleStore.active(database, tenant, kind)
        .flatMap(active -> of(tenant, HexFormat.of().parseHex(active.digest())));
  }

  /**
   * A team is given no other team's bundle, also when it is compiled already; the floor is
   * everybody's.
   */
  @Override
  public Optional<Ruling> of(TenantId tenant, byte[] digest) {
    var hex = HexFormat.of().formatHex(digest);
    var key = key(tenant, hex);
    var found = get(key).or(() -> load(key, tenant, digest));
    return found.map(
        loaded ->
            new Ruling(
                loaded.manifest().name(),
                loaded.manifest().version(),
                hex,
                loaded.manifest().rules(),
                loaded.evaluator()));
  }

  /** Nothing is compiled for it. */
  @Override
  public List<Rule> manifest(TenantId tenant, String digest) {
    return get(tenant + " " + digest)
        .map(loaded -> loaded.manifest().rules())
        .or(
            () ->
                BundleStore.kept(database, tenant, HexFormat.of().parseHex(digest))
                    .map(kept -> signatures.intact(tenant, digest, kept).manifest().rules()))
        .orElse(List.of());
  }

  @Override
  public Optional<Trace> trace(TenantId tenant, byte[] digest, String rule, JsonNode facts) {
    var key = key(tenant, HexFormat.of().formatHex(digest));
    return bundle(key, tenant, digest).map(bundle -> compiler.trace(bundle, rule, facts));
  }

  private String key(TenantId tenant, String digest) {
    return digest.equals(floor.digest()) ? digest : tenant + " " + digest;
  }

  private Optional<Loaded> get(String key) {
    lock.lock();
    try {
      return Optional.ofNullable(kept.get(key));
    } finally {
      lock.unlock();
    }
  }

  /** Whoever asks for one that is being compiled waits for it. */
  private Optional<Loaded> load(String key, TenantId tenant, byte[] digest) {
    var turn = loading.computeIfAbsent(key, _ -> new ReentrantLock());
    turn.lock();
    try {
      var there = get(key);
      return there.isPresent()
          ? there
          : bundle(key, tenant, digest).map(bundle -> keep(key, bundle));
    } finally {
      turn.unlock();
      loading.remove(key, turn);
    }
  }

  /** The floor comes with the appliance; what is a team's is what was signed. */
  private Optional<PolicyBundle> bundle(String key, TenantId tenant, byte[] digest) {
    return key.equals(floor.digest())
        ? Optional.of(floor.bundle())
        : BundleStore.kept(database, tenant, digest)
            .map(kept -> signatures.intact(tenant, HexFormat.of().formatHex(digest), kept));
  }

  private Loaded keep(String key, PolicyBundle bundle) {
    return keep(key, new Loaded(bundle.manifest(), compiler.compile(bundle)));
  }

  private Loaded keep(String key, Loaded loaded) {
    lock.lock();
    try {
      kept.put(key, loaded);
      if (kept.size() > KEPT_MAX) {
        var eldest = kept.entrySet().iterator().next();
        kept.remove(eldest.getKey());
        eldest.getValue().evaluator().close();
      }
      return loaded;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      kept.values().forEach(loaded -> loaded.evaluator().close());
      kept.clear();
    } finally {
      lock.unlock();
    }
  }
}
