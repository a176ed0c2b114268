package com.integraci.appliance.bundles;

import com.integraci.appliance.http.Routes;
import java.nio.file.Path;
import java.util.Optional;

/** Policy bundles as a whole. */
public final class BundleFeature implements AutoCloseable {

  private final Compiler compiler;
  private final ActiveBundles active;
  private final Bundles bundles;
  private final BundleDrafts drafts;

  private BundleFeature(Bundles.Parts parts, Optional<Path> program) {
    this.compiler = new Compiler(program);
    var signatures = new Signatures(parts.trust());
    this.active = new ActiveBundles(parts.database(), compiler, signatures);
    this.bundles = new Bundles(parts, compiler, signatures, active);
    this.drafts = new BundleDrafts(parts, compiler);
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
