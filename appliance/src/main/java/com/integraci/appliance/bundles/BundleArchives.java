package com.integraci.appliance.bundles;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.policy.Permit;
import java.util.HexFormat;
import java.util.Optional;

/** Bundles that a team has or had, as they are kept. */
public final class BundleArchives {

  private final Database database;

  /** Those in that database. */
  public BundleArchives(Database database) {
    this.database = database;
  }

  /**
   * A bundle.
   *
   * @param bytes its archive
   * @param envelope its signature; empty when it is older than signatures
   */
  @SuppressWarnings("ArrayRecordComponent") // Written out, never compared.
  public record Archive(byte[] bytes, byte[] envelope) {}

  /**
   * The one of that digest, whether it is what was signed or not: whoever reads it looks.
   *
   * @param digest SHA-256 in hexadecimal
   */
  public Optional<Archive> find(Permit permit, String digest) {
    return BundleStore.kept(database, permit.tenant(), HexFormat.of().parseHex(digest))
        .map(
            kept ->
                new Archive(
                    kept.archive(),
                    kept.signed().map(Signed::envelope).orElse("").getBytes(UTF_8)));
  }
}
