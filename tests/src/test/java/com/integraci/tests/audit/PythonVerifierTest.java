package com.integraci.tests.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.audit.StatementSigner;
import com.integraci.bundles.audit.AuditChain;
import com.integraci.bundles.audit.AuditExport;
import com.integraci.bundles.audit.AuditKey;
import com.integraci.bundles.audit.AuditStatement;
import com.integraci.bundles.audit.AuditStatement.Checkpoint;
import com.integraci.bundles.audit.AuditStatement.Segment;
import com.integraci.bundles.audit.AuditVerdict.Broken;
import com.integraci.bundles.audit.AuditVerdict.Fault;
import com.integraci.bundles.audit.AuditVerifier;
import com.integraci.bundles.audit.SignedStatement;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verifier written from the documents alone says what ours says. */
@Tag("python")
class PythonVerifierTest {

  private static final UUID TENANT = UUID.fromString("018f0000-0000-7000-8000-000000000001");
  private static final Instant TIME = Instant.parse("2026-11-22T12:00:00Z");
  private static final int MUTANTS = 30;

  private final StatementSigner signer = SiteKey.fresh();
  @TempDir private Path folder;
  private AuditKey former;
  private byte[] file;

  /** What the program printed, and whether it was content. */
  private record Said(boolean verified, String text) {}

  @BeforeEach
  void write() throws IOException {
    former = AuditKey.ofRaw(signer.publicKeys().get(1));
    signer.rotate();
    AuditKey next = AuditKey.ofRaw(signer.publicKeys().get(2));
    Files.writeString(folder.resolve("key.pem"), former.pem());
    var out = new ByteArrayOutputStream();
    AuditChain chain = AuditChain.begin(TENANT);
    var export = new AuditExport(out, TENANT, 1, chain.head());
    export.key(sign(1, new AuditStatement.NewKey(next, TIME, former.id())));
    for (int i = 1; i <= 12; i++) {
      byte[] entry = ("{\"n\":" + i + ",\"text\":\"two words\"}").getBytes(ISO_8859_1);
      export.entry(chain.append(entry), entry);
      if (i % 5 == 0) {
        var segment = new Segment(TENANT, 1, i, chain.head());
        int version = i / 5;
        AuditKey key = AuditKey.ofRaw(signer.publicKeys().get(version));
        export.checkpoint(sign(version, new Checkpoint(segment, TIME, key.id())));
      }
    }
    export.end(sign(2, export.statement(TIME, next.id())));
    file = out.toByteArray();
  }

  @Test
  void a_true_export_with_a_rotated_key_is_verified() throws Exception {
    Said said = python(file);
    assertTrue(said.verified(), said.text());
    assertTrue(said.text().startsWith("VERIFIED 12:"), said.text());
  }

  @Test
  void what_ours_finds_changed_it_finds_too() throws Exception {
    var random = new Random(20261122);
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = mutant(random, i);
      Broken ours =
          assertInstanceOf(
              Broken.class,
              new AuditVerifier(List.of(former)).verify(new ByteArrayInputStream(mutant)));
      Said said = python(mutant);
      assertEquals(false, said.verified(), i + ": " + ours.what());
      // Of a misplaced or orphaned checkpoint it knows only that the head there is another.
      boolean entry = ours.fault() == Fault.REMOVED || ours.fault() == Fault.REORDERED;
      boolean checkpoint =
          ours.what().contains("heckpoint") || said.text().contains("a signed head");
      if (entry && !checkpoint) {
        assertTrue(said.text().contains("entry " + ours.sequence()), ours.what() + said.text());
      }
    }
  }

  @Test
  void it_fits_into_forty_lines() throws IOException {
    assertTrue(Files.readAllLines(program()).size() <= 40);
  }

  private byte[] mutant(Random random, int number) {
    List<String> lines =
        new ArrayList<>(Arrays.asList(new String(file, ISO_8859_1).split("(?<=\n)", -1)));
    lines.removeIf(String::isEmpty);
    int line = random.nextInt(1, lines.size() - 1);
    switch (number % 5) {
      case 0 -> lines.remove(line);
      case 1 -> lines.add(random.nextInt(1, lines.size() - 1), lines.get(line));
      case 2 -> Collections.swap(lines, line, line == 1 ? 3 : line - 1);
      case 3 -> lines.subList(line, lines.size()).clear();
      default -> {
        byte[] changed = file.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        return changed;
      }
    }
    return String.join("", lines).getBytes(ISO_8859_1);
  }

  private Said python(byte[] export) throws IOException, InterruptedException {
    Path path = folder.resolve("export.txt");
    Path output = folder.resolve("output.txt");
    Files.write(path, export);
    String python = Optional.ofNullable(System.getenv("INTEGRACI_PYTHON")).orElse("python3");
    Process process =
        new ProcessBuilder(
                python, program().toString(), folder.resolve("key.pem").toString(), path.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the verifier did not end");
    }
    return new Said(process.exitValue() == 0, Files.readString(output, ISO_8859_1));
  }

  private static Path program() {
    String root = System.getProperty("integraci.root");
    Path tests = root == null ? Path.of("").toAbsolutePath() : Path.of(root, "tests");
    return tests.resolve("python").resolve("verify_export.py");
  }

  private SignedStatement sign(int version, AuditStatement statement) {
    byte[] bytes = statement.bytes();
    return new SignedStatement(bytes, signer.sign(version, AuditStatement.signingInput(bytes)));
  }
}
