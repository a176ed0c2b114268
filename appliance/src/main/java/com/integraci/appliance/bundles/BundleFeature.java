package com.integraci.appliance.bundles;

import com.integraci.appliance.failure.Limited;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.policy.Floor;
import com.integraci.bundles.policy.Undecided;
import java.nio.file.Path;
import java.util.Optional;

/** Policy bundles as a whole. */
public final class BundleFeature implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(BundleFeature.class.getName());

  private final Floor floor;
  private final Compiler compiler;
  private final ActiveBundles active;
  private final Bundles bundles;
  private final BundleDrafts drafts;
  private final Candidates candidates;

  private BundleFeature(Bundles.Parts parts, Optional<Path> program) {
    this.floor = parts.policy().floor();
    this.compiler = new Compiler(program);
    var signatures = new Signatures(parts.trust());
    this.active = new ActiveBundles(parts.database(), floor, compiler, signatures);
    this.bundles = new Bundles(parts, compiler, signatures, active);
    this.drafts = new BundleDrafts(parts, compiler);
    this.candidates = new CompiledCandidates(parts.database(), compiler);
  }

  /**
   * Bundles over these.
   *
   * @param program OPA's command, which checks, tests and compiles them in a sandbox; nothing where
   *     it was not laid down
   * @param state the control plane's own folder, where sandboxes are: what a former process was
   *     killed in is removed
   */
  public static BundleFeature of(Bundles.Parts parts, Optional<Path> program, Path state) {
    LeftSandboxes.remove(state);
    return new BundleFeature(parts, program);
  }

  /**
   * Sees that the rules of the platform floor say what the table of permissions does. Where nothing
   * can be compiled the table stands alone.
   *
   * @throws IllegalStateException when they differ: nobody is let in by a floor that is in doubt
   */
  public void start() {
    long began = System.nanoTime();
    try (var rules = compiler.compile(floor.bundle())) {
      FloorCheck.compare(floor, rules);
      long tookMillis = (System.nanoTime() - began) / 1_000_000;
      LOG.log(System.Logger.Level.INFO, "floor compared in " + tookMillis + " ms");
    } catch (Unavailable | Limited | Undecided e) {
      LOG.log(System.Logger.Level.WARNING, "floor not compared: {0}", e.getMessage());
    }
  }

  /** The rules that are active. */
  public Rules rules() {
    return active;
  }

  /** The verbs. */
  public Bundles bundles() {
    return bundles;
  }

  /** The verbs on those that are being written. */
  public BundleDrafts drafts() {
    return drafts;
  }

  /** Those that are tried before they decide. */
  public Candidates candidates() {
    return candidates;
  }

  /** The routes. */
  public Routes routes() {
    return BundleRoutes.of(bundles, drafts);
  }

  @Override
  public void close() {
    active.close();
    compiler.close();
  }
}
