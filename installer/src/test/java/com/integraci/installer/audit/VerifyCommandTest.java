package com.integraci.installer.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.audit.AuditChain;
import com.integraci.bundles.audit.AuditExport;
import com.integraci.bundles.audit.AuditKey;
import com.integraci.bundles.audit.AuditStatement;
import com.integraci.bundles.audit.SignedStatement;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerifyCommandTest {
  private static final UUID TENANT = UUID.fromString("018f0000-0000-7000-8000-000000000001");

  @TempDir private Path folder;
  private Path file;
  private Path key;
  private final StringWriter out = new StringWriter();

  @BeforeEach
  void write() throws Exception {
    file = folder.resolve("audit.txt");
    key = folder.resolve("key.pem");
    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = pair.getPublic().getEncoded();
    var publicKey =
        AuditKey.ofRaw(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    Files.writeString(key, publicKey.pem());
    try (var stream = Files.newOutputStream(file)) {
      AuditChain chain = AuditChain.begin(TENANT);
      var export = new AuditExport(stream, TENANT, 1, chain.head());
      for (int i = 0; i < 3; i++) {
        byte[] entry = ("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8);
        export.entry(chain.append(entry), entry);
      }
      byte[] statement = export.statement(Instant.EPOCH, publicKey.id()).bytes();
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(pair.getPrivate());
      signer.update(AuditStatement.signingInput(statement));
      export.end(new SignedStatement(statement, signer.sign()));
    }
  }

  @Test
  void a_true_export_is_verified_and_its_head_printed_for_the_next_time() {
    assertEquals(ExitCode.DONE.status(), verify());
    String head =
        out.toString()
            .lines()
            .filter(line -> line.startsWith("head"))
            .map(line -> line.substring(4).strip())
            .findFirst()
            .orElseThrow();
    assertTrue(head.startsWith("3:"), head);
    assertEquals(ExitCode.DONE.status(), verify("--expect-head", head));
    String later = head.replaceFirst("3", "4");
    assertEquals(ExitCode.NOT_VERIFIED.status(), verify("--expect-head", later));
    assertTrue(out.toString().contains("older export"), out.toString());
  }

  @Test
  void a_changed_byte_is_named_by_its_entry() throws Exception {
    String text = Files.readString(file);
    Files.writeString(file, text.replace("{\"n\":1}", "{\"n\":7}"));
    assertEquals(ExitCode.NOT_VERIFIED.status(), verify());
    assertTrue(out.toString().contains("NOT VERIFIED (changed): Entry 2 is changed"), "" + out);
  }

  @Test
  void what_is_no_key_or_no_head_is_refused_in_a_sentence() throws Exception {
    Files.writeString(key, "nothing");
    assertEquals(ExitCode.USAGE, assertThrows(Refusal.class, this::verify).code());
    assertEquals(
        ExitCode.USAGE, assertThrows(Refusal.class, () -> verify("--expect-head", "3")).code());
    Path other = folder.resolve("none");
    assertThrows(Refusal.class, () -> verify("--key", other.toString()));
  }

  private int verify(String... more) {
    var line = new CommandLine(new AuditCommand());
    line.setOut(new PrintWriter(out));
    line.setExecutionExceptionHandler(
        (fault, _, _) -> {
          throw fault;
        });
    String[] arguments = new String[4 + more.length];
    System.arraycopy(
        new String[] {"verify", file.toString(), "--key", key.toString()}, 0, arguments, 0, 4);
    System.arraycopy(more, 0, arguments, 4, more.length);
    try {
      var parsed = line.parseArgs(arguments);
      VerifyCommand command = (VerifyCommand) parsed.subcommand().commandSpec().userObject();
      return command.call();
    } finally {
      line.getOut().flush();
    }
  }
}
