package com.integraci.bundles.pack;

import com.integraci.bundles.compliance.Frameworks;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.signing.BundleSignature;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The members of a pack: their names, in their order, and how large each may be. */
public final class PackNames {

  /** What a pack is, in plain words. */
  public static final String README = "README.txt";

  /** An audit export of the time (docs/audit-format.md). */
  public static final String AUDIT = "audit.txt";

  /** The decisions that those entries hold, a line each, in the order of the entries. */
  public static final String DECISIONS = "decisions.ndjson";

  /** The keys that the team trusted, each with the site's word. */
  public static final String KEYS = "keys.json";

  /** Names, sizes and digests of all members above. */
  public static final String MANIFEST = "manifest.json";

  /** The site's signature of the manifest; the last member. */
  public static final String SIGNATURE = "signature.json";

  /** How large a pack may be, unpacked. */
  static final long BYTES_MAX = 32L << 30;

  /** How many bundles can have decided in a time. */
  public static final int BUNDLES_MAX = 1000;

  /** With the others. */
  static final int MEMBERS_MAX = 2 * BUNDLES_MAX + 16;

  static final int MANIFEST_MAX = 1 << 20;
  static final int KEYS_MAX = 4 << 20;
  static final int FRAMEWORK_MAX = 64 << 20;

  /** Paths and lengths beside what is in the files. */
  static final int ARCHIVE_MAX = PolicyBundle.BYTES_MAX + PolicyBundle.FILES_MAX * 1024;

  private static final String ARCHIVE_FORM = "bundles/[0-9a-f]{64}\\.bundle";
  private static final String ENVELOPE_FORM = "bundles/[0-9a-f]{64}\\.signature\\.json";
  private static final int README_MAX = 1 << 16;

  private static final Map<String, Long> SIZES =
      Map.of(
          README, (long) README_MAX,
          AUDIT, BYTES_MAX,
          DECISIONS, BYTES_MAX,
          KEYS, (long) KEYS_MAX,
          MANIFEST, (long) MANIFEST_MAX,
          SIGNATURE, (long) BundleSignature.BYTES_MAX);

  private PackNames() {}

  /** A bundle's archive, by its digest. */
  public static String archive(String digest) {
    return "bundles/" + digest + ".bundle";
  }

  /** The signature of a bundle, by its digest. */
  public static String envelope(String digest) {
    return "bundles/" + digest + ".signature.json";
  }

  /** What there is for a framework. */
  public static String framework(String name) {
    return "frameworks/" + name + ".json";
  }

  /** Those that every pack has and the manifest names. */
  static List<String> always() {
    return Stream.concat(Stream.of(README, AUDIT, DECISIONS, KEYS), frameworks()).toList();
  }

  private static Stream<String> frameworks() {
    return Frameworks.names().stream().map(PackNames::framework);
  }

  /** The digest of the bundle whose archive has that name; nothing for other names. */
  static Stream<String> digest(String name) {
    return name.matches(ARCHIVE_FORM)
        ? Stream.of(name.substring("bundles/".length(), name.length() - ".bundle".length()))
        : Stream.empty();
  }

  /** How large a member may be; nothing when no pack has a member of that name. */
  static OptionalLong max(String name) {
    if (name.matches(ARCHIVE_FORM)) {
      return OptionalLong.of(ARCHIVE_MAX);
    }
    if (name.matches(ENVELOPE_FORM)) {
      return OptionalLong.of(BundleSignature.BYTES_MAX);
    }
    if (frameworks().collect(Collectors.toSet()).contains(name)) {
      return OptionalLong.of(FRAMEWORK_MAX);
    }
    var size = SIZES.get(name);
    return size == null ? OptionalLong.empty() : OptionalLong.of(size);
  }
}
