package com.integraci.bundles.pack;

import com.integraci.bundles.audit.AuditKey;
import com.integraci.bundles.audit.AuditVerdict;
import com.integraci.bundles.audit.AuditVerifier;
import com.integraci.bundles.evidence.TrustedKey;
import com.integraci.bundles.policy.DecisionFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Verifies a pack offline, by public keys of the site that came another way. It takes flat memory,
 * whatever the file's size, but for what a period's frameworks come to.
 */
public final class PackVerifier {

  private final List<AuditKey> trusted;

  /**
   * By these keys, and those that they signed.
   *
   * @throws IllegalArgumentException if there are none
   */
  public PackVerifier(Collection<AuditKey> trusted) {
    if (trusted.isEmpty()) {
      throw new IllegalArgumentException("no trusted key");
    }
    this.trusted = List.copyOf(trusted);
  }

  /**
   * Looks at a file to its end, or as far as what holds allows.
   *
   * @throws IOException when it can't be read
   */
  public PackReport verify(Path path) throws IOException {
    var checks = new PackChecks();
    try (var file = PackFile.open(path)) {
      return verify(file, checks);
    } catch (PackFault e) {
      checks.fail("file", e);
      return checks.report(Optional.empty());
    }
  }

  private PackReport verify(PackFile file, PackChecks checks) throws IOException {
    var found = checks.get("members", () -> manifest(file), PackVerifier::said);
    if (found.isEmpty()) {
      return checks.report(Optional.empty());
    }
    var manifest = found.get();
    try (var decisions = decisions(file);
        var export = new BufferedInputStream(file.open(PackNames.AUDIT))) {
      var walk = new ChainedDecisions(manifest.of(), decisions);
      var verdict = new AuditVerifier(trusted).verify(export, walk);
      var site = Stream.concat(trusted.stream(), walk.keys().stream()).map(this::key).toList();
      checks.check("signature", () -> signature(file, manifest, site));
      if (checks.check("chain", () -> chain(verdict, manifest, walk))
          && checks.check("decisions", () -> decisions(manifest, walk))) {
        var bundles = new PackBundles(file, site);
        if (checks.check("bundles", () -> bundles.require(manifest.of().team(), walk.tally()))) {
          var computed = walk.tally().frameworks(bundles.rules());
          checks.check("frameworks", () -> PackCells.compare(computed, file));
        }
      }
      return checks.report(Optional.of(manifest.of()));
    }
  }

  private static DecisionFile decisions(PackFile file) throws IOException {
    return DecisionFile.of(PackNames.DECISIONS, file.open(PackNames.DECISIONS));
  }

  private TrustedKey key(AuditKey key) {
    return TrustedKey.ofRaw(key.raw());
  }

  /** What the manifest says, if the file's members are just those that it names. */
  private static PackManifest manifest(PackFile file) throws IOException {
    PackManifest manifest;
    try {
      manifest = PackManifest.read(file.read(PackNames.MANIFEST));
    } catch (IllegalArgumentException e) {
      throw new PackFault("The manifest is none: " + e.getMessage() + ".", e);
    }
    var named = new ArrayList<>(List.of(PackNames.MANIFEST, PackNames.SIGNATURE));
    manifest.members().forEach(member -> named.add(member.name()));
    requireSame(new HashSet<>(named), new HashSet<>(file.names()));
    requireSame(new HashSet<>(named), always(named));
    if (new HashSet<>(named).size() != named.size()) {
      throw new PackFault("The manifest names a member twice.");
    }
    long left = PackNames.BYTES_MAX;
    for (PackManifest.Member member : manifest.members()) {
      long max = PackNames.max(member.name()).orElse(0);
      left -= member.size();
      if (member.size() < 0 || member.size() > max || left < 0) {
        throw new PackFault(member.name() + " is larger than it may be.");
      }
      file.require(member);
    }
    return manifest;
  }

  private static Set<String> always(List<String> named) {
    var all = new HashSet<>(named);
    all.addAll(PackNames.always());
    return all;
  }

  private static void requireSame(Set<String> named, Set<String> there) {
    for (String name : named) {
      if (!there.contains(name)) {
        throw new PackFault("There is no " + name + ", which the manifest names.");
      }
    }
    for (String name : there) {
      if (!named.contains(name)) {
        throw new PackFault("The manifest does not name " + name + ".");
      }
    }
  }

  private static String said(PackManifest manifest) {
    return "%d members have the sizes and digests of the manifest"
        .formatted(manifest.members().size());
  }

  private static String signature(PackFile file, PackManifest manifest, List<TrustedKey> site)
      throws IOException {
    var signer = PackSignature.signer(manifest, file.read(PackNames.SIGNATURE), site);
    return "the manifest is signed by the site's key " + signer.id();
  }

  private static String chain(AuditVerdict verdict, PackManifest manifest, ChainedDecisions walk) {
    return switch (verdict) {
      case AuditVerdict.Broken broken -> throw new PackFault(broken.what());
      case AuditVerdict.Intact intact -> {
        var segment = intact.segment();
        if (!segment.tenant().equals(manifest.of().team())) {
          throw new PackFault("It is the chain of another team: " + segment.tenant() + ".");
        }
        walk.coverage().require();
        yield "entries %d to %d with %d checkpoints, signed %s by key %s"
            .formatted(
                segment.first(),
                segment.last(),
                intact.checkpoints(),
                intact.signed(),
                intact.key());
      }
    };
  }

  private static String decisions(PackManifest manifest, ChainedDecisions walk) throws IOException {
    var counted = walk.counted();
    if (!counted.equals(manifest.decisions())) {
      throw new PackFault("The manifest counts other decisions than there are.");
    }
    return "%d of the period and %d beside it are those of the chain; of %d the facts were erased"
        .formatted(counted.inside(), counted.all() - counted.inside(), counted.erased());
  }
}
