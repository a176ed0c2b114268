package com.integraci.bundles.pack;

import com.integraci.bundles.evidence.Fault;
import com.integraci.bundles.evidence.TrustedKey;
import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.DecisionRecord.BundleRef;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.Rule;
import com.integraci.bundles.signing.BundleSignature;
import com.integraci.bundles.signing.SignatureRefused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The bundles of a pack, and whether they are those that decided and were signed. */
final class PackBundles {

  private final PackFile file;
  private final List<TrustedKey> site;
  private final Map<String, List<Rule>> rules = new HashMap<>();

  /**
   * Those of a file.
   *
   * @param site the site's keys
   */
  PackBundles(PackFile file, List<TrustedKey> site) {
    this.file = file;
    this.site = site;
  }

  /**
   * Holds all against the decisions. A platform floor of a release that the appliance had before
   * may be missing: nobody keeps those.
   *
   * @param tally what the decisions name
   * @return what was found
   * @throws PackFault when one is missing, too many, another, or not signed by who may
   */
  String require(UUID team, PackTally tally) throws IOException {
    var decided = tally.bundles();
    var names = new HashSet<>(file.names());
    for (String name : names) {
      var digest = PackNames.digest(name).findFirst();
      if (digest.isPresent() && !decided.containsKey(digest.get())) {
        throw new PackFault("Bundle " + digest.get() + " decided nothing here.");
      }
    }
    var trusted = new ArrayList<>(site);
    trusted.addAll(vouched(team));
    int missing = 0;
    for (BundleRef bundle : decided.values()) {
      boolean there = names.contains(PackNames.archive(bundle.digest()));
      if (!there && tally.floors().contains(bundle.digest())) {
        missing++;
      } else {
        require(bundle, trusted);
      }
    }
    var signed = decided.size() - missing + " bundles decided, each as it was signed";
    return missing == 0 ? signed : signed + "; " + missing + " former platform floors are not here";
  }

  private void require(BundleRef decided, List<TrustedKey> trusted) throws IOException {
    try {
      var archive = file.read(PackNames.archive(decided.digest()));
      var bundle = PolicyBundle.unpack(archive);
      var manifest = bundle.manifest();
      boolean same =
          bundle.digest().equals(decided.digest())
              && manifest.name().equals(decided.name())
              && manifest.version().equals(decided.version());
      if (!same) {
        throw new PackFault("Bundle %s is not the one that decided.".formatted(decided.digest()));
      }
      var envelope = file.read(PackNames.envelope(decided.digest()));
      BundleSignature.signer(bundle, envelope, trusted);
      rules.put(decided.digest(), manifest.rules());
    } catch (BundleRefused e) {
      throw new PackFault("Bundle %s is none.".formatted(decided.digest()), e);
    } catch (SignatureRefused e) {
      throw new PackFault(
          "Bundle %s %s: %s".formatted(decided.name(), decided.version(), e.getMessage()), e);
    }
  }

  /** The team's keys for bundles, for which the site gave its word. */
  private List<TrustedKey> vouched(UUID team) throws IOException {
    var trusted = new ArrayList<TrustedKey>();
    for (PackKeys.Key key : keys()) {
      if (!key.of(team).holds(key.voucher(), envelope -> envelope.signer(site))) {
        throw new PackFault("The site did not give its word for the key " + key.key().id() + ".");
      }
      if (key.bundles()) {
        trusted.add(key.key());
      }
    }
    return trusted;
  }

  private List<PackKeys.Key> keys() throws IOException {
    try {
      return PackKeys.read(file.read(PackNames.KEYS));
    } catch (IllegalArgumentException | Fault e) {
      throw new PackFault(PackNames.KEYS + " is not as it is in a pack: " + e.getMessage(), e);
    }
  }

  /** The rules of each, by digest. */
  Map<String, List<Rule>> rules() {
    return rules;
  }
}
