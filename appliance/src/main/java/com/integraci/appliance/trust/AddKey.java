package com.integraci.appliance.trust;

import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Spelled;
import com.integraci.bundles.evidence.TrustedKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A key to trust.
 *
 * @param name the team's name for it
 * @param key the public key
 * @param purposes what its signatures are to count for
 */
public record AddKey(String name, TrustedKey key, KnownKey.Purposes purposes) {

  /**
   * Reads what was typed or sent.
   *
   * @param pem one public key, PEM
   * @throws Invalid with everything that is wrong; a private key is never said again
   */
  public static AddKey read(String name, String pem, KnownKey.Purposes purposes) {
    var problems = new ArrayList<Invalid.Problem>();
    Spelled.wrongName("name", name).ifPresent(problems::add);
    var key = key(pem, problems);
    if (!purposes.bundles() && !purposes.evidence()) {
      problems.add(
          new Invalid.Problem("bundles", "It is trusted for bundles, for evidence or for both."));
    }
    if (!problems.isEmpty()) {
      throw new Invalid(problems);
    }
    return new AddKey(name, key.orElseThrow(), purposes);
  }

  /** Whether a text has a private key in it, which nothing here may keep or say again. */
  public static boolean secret(String pem) {
    return pem.contains("PRIVATE KEY");
  }

  private static Optional<TrustedKey> key(String pem, List<Invalid.Problem> problems) {
    if (secret(pem)) {
      problems.add(
          problem(
              "This is a private key, and it was not kept. Give the public key, and as this one"
                  + " has left its place, make another pair."));
      return Optional.empty();
    }
    try {
      var keys = TrustedKey.ofPem(pem);
      if (keys.size() == 1) {
        return Optional.of(keys.getFirst());
      }
      problems.add(problem("It holds more than one key. Add one at a time."));
    } catch (IllegalArgumentException e) {
      problems.add(
          problem(
              "It is no public key, Ed25519, P-256 or P-384, that begins with -----BEGIN PUBLIC"
                  + " KEY-----."));
    }
    return Optional.empty();
  }

  private static Invalid.Problem problem(String sentence) {
    return new Invalid.Problem("public_key", sentence);
  }
}
