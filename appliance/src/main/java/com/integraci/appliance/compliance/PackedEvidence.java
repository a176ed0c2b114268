package com.integraci.appliance.compliance;

import com.integraci.appliance.audit.AuditExcerpts;
import com.integraci.appliance.bundles.BundleArchives;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.trust.TrustedKeys;
import com.integraci.bundles.compliance.FrameworkStatus;
import com.integraci.bundles.pack.NamedDecisions;
import com.integraci.bundles.pack.PackKeys;
import com.integraci.bundles.pack.PackManifest;
import com.integraci.bundles.pack.PackNames;
import com.integraci.bundles.pack.PackSignature;
import com.integraci.bundles.pack.PackTally;
import com.integraci.bundles.pack.PackWriter;
import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.DecisionRecord;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.Rule;
import com.integraci.bundles.signing.BundleSignature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** One pack, written as it goes: at no time is more of it held than a commit of decisions. */
final class PackedEvidence {

  private final EvidencePacks.Parts parts;
  private final Permit permit;
  private final PackManifest.Of of;
  private final AuditExcerpts.Excerpt excerpt;
  private final PackTally tally;
  private final Set<UUID> single = new HashSet<>();
  private final Map<String, List<Rule>> rules = new HashMap<>();

  PackedEvidence(
      EvidencePacks.Parts parts, Permit permit, PackManifest.Of of, AuditExcerpts.Excerpt excerpt) {
    this.parts = parts;
    this.permit = permit;
    this.of = of;
    this.excerpt = excerpt;
    this.tally = new PackTally(of);
  }

  /**
   * Writes all.
   *
   * @param finished takes the facts of the entry that says so, before the last bytes are sent
   */
  void writeTo(OutputStream out, Consumer<Map<String, String>> finished) throws IOException {
    var pack = new PackWriter(out);
    pack.readme();
    pack.member(PackNames.AUDIT, to -> parts.excerpts().write(permit, excerpt, to));
    pack.member(
        PackNames.DECISIONS,
        to -> parts.excerpts().read(permit, excerpt, entries -> decisions(entries, to)));
    bundles(pack);
    var keys = parts.trust().keys().vouched(permit).stream().map(PackedEvidence::key).toList();
    pack.member(PackNames.KEYS, to -> to.write(PackKeys.write(keys)));
    for (FrameworkStatus status : tally.frameworks(rules)) {
      var name = PackNames.framework(status.map().framework());
      pack.member(name, to -> to.write(status.document()));
    }
    var manifest = new PackManifest(of, tally.counted(), pack.members());
    var envelope = PackSignature.seal(manifest, parts.trust().site()::sign);
    var decisions = Long.toString(manifest.decisions().inside());
    finished.accept(Map.of("manifest", manifest.digest(), "decisions", decisions));
    pack.end(manifest, envelope);
  }

  /** Those that entries stand for; what is not there is missed by whoever verifies. */
  private void decisions(List<byte[]> entries, OutputStream out) throws IOException {
    var named = entries.stream().map(NamedDecisions::of).flatMap(Optional::stream).toList();
    var ones = ones(named);
    for (NamedDecisions each : named) {
      for (DecisionRecord made : made(each, ones)) {
        tally.add(made);
        out.write(made.line());
        out.write('\n');
      }
    }
  }

  /** Those that were made alone and are named for the first time, by their ids. */
  private Map<UUID, DecisionRecord> ones(List<NamedDecisions> named) {
    var ids = new ArrayList<UUID>();
    for (NamedDecisions each : named) {
      if (each instanceof NamedDecisions.One one && single.add(one.id())) {
        ids.add(one.id());
      }
    }
    var found = new HashMap<UUID, DecisionRecord>();
    parts.decisions().all(permit, ids).forEach(made -> found.put(made.id(), made));
    return found;
  }

  private List<DecisionRecord> made(NamedDecisions named, Map<UUID, DecisionRecord> ones) {
    return switch (named) {
      case NamedDecisions.Batch batch -> parts.decisions().batch(permit, batch.id());
      case NamedDecisions.One one -> Optional.ofNullable(ones.remove(one.id())).stream().toList();
    };
  }

  private void bundles(PackWriter pack) throws IOException {
    for (String digest : tally.bundles().keySet()) {
      var found = parts.bundles().find(permit, digest).or(() -> floor(digest));
      if (found.isPresent()) {
        bundle(pack, digest, found.get());
      }
    }
  }

  /** The platform floor of this release, signed by the site; those of others nobody kept. */
  private Optional<BundleArchives.Archive> floor(String digest) {
    var floor = parts.policy().floor();
    return floor.digest().equals(digest)
        ? Optional.of(
            new BundleArchives.Archive(
                floor.bundle().archive(),
                BundleSignature.sign(floor.bundle(), parts.trust().site()::sign)))
        : Optional.empty();
  }

  private void bundle(PackWriter pack, String digest, BundleArchives.Archive archive)
      throws IOException {
    pack.member(PackNames.archive(digest), to -> to.write(archive.bytes()));
    pack.member(PackNames.envelope(digest), to -> to.write(archive.envelope()));
    try {
      rules.put(digest, PolicyBundle.unpack(archive.bytes()).manifest().rules());
    } catch (BundleRefused e) {
      // Somebody wrote past the database's rules: it is packed as it is, and does not verify.
      rules.put(digest, List.of());
    }
  }

  private static PackKeys.Key key(TrustedKeys.Vouched vouched) {
    var known = vouched.key();
    var purposes = known.purposes();
    return new PackKeys.Key(
        known.name(), known.key(), purposes.bundles(), purposes.evidence(), vouched.voucher());
  }
}
