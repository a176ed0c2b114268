package com.integraci.tests.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and signatures of {@code integraci policy} as their user meets them. */
@Tag("isolation")
class SigningCommandTest {

  private static final int DONE = 0;
  private static final int USAGE = 2;
  private static final int NOT_VERIFIED = 40;
  private static final int REFUSED = 41;

  @TempDir private Path folder;
  private Bundles bundle;

  @BeforeEach
  void write() {
    bundle = Bundles.in(folder);
    var made = run("key", "new", path("team.pem"));
    assertEquals(DONE, made.status(), made.said());
  }

  @Test
  void a_private_key_is_for_its_owner_alone_and_never_replaced() throws IOException {
    var key = folder.resolve("team.pem");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    var before = Files.readString(key);
    var again = run("key", "new", path("team.pem"));
    assertEquals(USAGE, again.status(), again.said());
    assertEquals(before, Files.readString(key));
    assertTrue(Files.readString(folder.resolve("team.pem.pub")).contains("BEGIN PUBLIC KEY"));
    Files.delete(folder.resolve("team.pem.pub"));
    assertEquals(USAGE, run("key", "new", path("team.pem")).status());
    assertFalse(Files.exists(folder.resolve("team.pem.pub")));
  }

  @Test
  void a_signed_bundle_is_verified_and_stays_what_it_is() {
    var digest = last(run("check", place()));
    var signed = run("sign", place(), "--key", path("team.pem"));
    assertEquals(DONE, signed.status(), signed.said());
    assertEquals(digest, last(run("check", place())));
    var verified = verify("team.pem.pub");
    assertEquals(DONE, verified.status(), verified.said());
    assertTrue(verified.said().contains("VERIFIED\nbundle  acme-gate 0.1.0\n"), verified.said());
    // Once more, in place of the former.
    assertEquals(DONE, run("sign", place(), "--key", path("team.pem")).status());
    assertEquals(DONE, verify("team.pem.pub").status());
  }

  @Test
  void what_does_not_hold_is_said_in_a_sentence() throws IOException {
    no(verify("team.pem.pub"), "It is not signed");
    assertEquals(DONE, run("key", "new", path("other.pem")).status());
    assertEquals(DONE, run("sign", place(), "--key", path("other.pem")).status());
    no(verify("team.pem.pub"), "by a trusted key");
    assertEquals(DONE, run("sign", place(), "--key", path("team.pem")).status());
    bundle.with("README.md", "changed\n");
    no(verify("team.pem.pub"), "changed after it was signed");
    Files.writeString(bundle.folder().resolve("signature.json"), "x");
    no(verify("team.pem.pub"), "It is not JSON");
  }

  @Test
  void a_file_that_is_no_key_and_a_folder_that_is_no_bundle_are_named() {
    for (String unfit : List.of("team.pem.pub", "nowhere.pem")) {
      var ended = run("sign", place(), "--key", path(unfit));
      assertEquals(USAGE, ended.status(), ended.said());
      assertTrue(ended.said().contains(unfit), ended.said());
    }
    var ended = verify("team.pem");
    assertEquals(USAGE, ended.status(), ended.said());
    assertTrue(ended.said().contains("a PRIVATE KEY in place of a public key"), ended.said());
    assertFalse(Files.exists(bundle.folder().resolve("signature.json")));
    assertEquals(USAGE, run("sign", path("nowhere"), "--key", path("team.pem")).status());
    bundle.with("data.json", "[]");
    var faults = run("sign", place(), "--key", path("team.pem"));
    assertEquals(REFUSED, faults.status(), faults.said());
    assertTrue(faults.said().contains("data.json: "), faults.said());
  }

  private static void no(Ended ended, String sentence) {
    assertEquals(NOT_VERIFIED, ended.status(), ended.said());
    assertTrue(ended.said().startsWith("NOT VERIFIED: "), ended.said());
    assertTrue(ended.said().contains(sentence), ended.said());
  }

  private Ended verify(String trust) {
    return run("verify", place(), "--trust", path(trust));
  }

  private String place() {
    return bundle.folder().toString();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static String last(Ended ended) {
    assertEquals(DONE, ended.status(), ended.said());
    return ended.said().lines().toList().getLast();
  }

  private static Ended run(String... arguments) {
    return Ended.policy(List.of(arguments));
  }
}
