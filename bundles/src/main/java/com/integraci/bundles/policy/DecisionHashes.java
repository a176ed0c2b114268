package com.integraci.bundles.policy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What stands for a decision's facts and findings in the audit chain, and stays when they are
 * erased; all in hexadecimal.
 *
 * <p>Facts, and all that the rules found, are hashed with a salt of the decision's own. It is
 * erased with them, and what is left can't be tried against guesses. What stays of the findings has
 * a hash without a salt, so that nobody changes it afterwards. The first decisions have hashes
 * without a salt, and no third one: what was erased of them can be guessed.
 *
 * @param salt 32 random bytes; nothing when it was erased or there never was one
 * @param input of the facts
 * @param result of all that the rules found
 * @param findings of what they found without its {@link FindingDetail}; nothing for the first
 *     decisions
 */
public record DecisionHashes(
    Optional<String> salt, String input, String result, Optional<String> findings) {

  private static final int SALT_BYTES = 32;
  private static final byte[] INPUT = "integraci/decision/input/1\n".getBytes(US_ASCII);
  private static final byte[] RESULT = "integraci/decision/result/1\n".getBytes(US_ASCII);
  private static final HexFormat HEX = HexFormat.of();
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Of a new decision, with a random salt. */
  public static DecisionHashes of(String input, String result) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return new DecisionHashes(
        Optional.of(HEX.formatHex(salt)),
        salted(INPUT, salt, input),
        salted(RESULT, salt, result),
        Optional.of(sha256(FindingDetail.without(result))));
  }

  /**
   * Holds them against what they stand for.
   *
   * @param facts nothing when they were erased
   * @param found what the rules found; without details, when they were erased
   * @throws IllegalArgumentException when one does not fit, or something is there in part
   */
  void check(Optional<String> facts, String found) {
    if (facts.isEmpty() && FindingDetail.in(found)) {
      throw new IllegalArgumentException("the facts were erased, and details were not");
    }
    if (findings.isEmpty()) {
      require(facts.map(DecisionHashes::sha256).orElse(input).equals(input), "facts");
      require(facts.isEmpty() || sha256(found).equals(result), "findings");
      return;
    }
    require(sha256(FindingDetail.without(found)).equals(findings.get()), "findings");
    if (salt.isPresent() != facts.isPresent()) {
      throw new IllegalArgumentException("of facts and salt one is there and one is not");
    }
    if (salt.isPresent() && facts.isPresent()) {
      byte[] with = HEX.parseHex(salt.get());
      require(salted(INPUT, with, facts.get()).equals(input), "facts");
      require(salted(RESULT, with, found).equals(result), "findings");
    }
  }

  private static void require(boolean fits, String what) {
    if (!fits) {
      throw new IllegalArgumentException(
          "the " + what + " do not have the hash that stands beside them");
    }
  }

  private static String salted(byte[] domain, byte[] salt, String canonical) {
    var digest = sha256();
    digest.update(domain);
    digest.update(salt);
    return HEX.formatHex(digest.digest(canonical.getBytes(UTF_8)));
  }

  static String sha256(String canonical) {
    return HEX.formatHex(sha256().digest(canonical.getBytes(UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
