package com.integraci.bundles.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.audit.AuditStatement.Checkpoint;
import com.integraci.bundles.audit.AuditStatement.Segment;
import com.integraci.bundles.audit.AuditVerdict.Broken;
import com.integraci.bundles.audit.AuditVerdict.Fault;
import com.integraci.bundles.audit.AuditVerdict.Intact;
import com.integraci.bundles.audit.AuditVerifier.Head;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The file under test: entries 1 to 10 on lines 1 to 11, a checkpoint on line 6, the end last. */
class AuditVerifierTest {
  private static final int ENTRIES = 10;
  private static final int CHECKPOINT_LINE = 6;
  private static final int END_LINE = 12;

  private ExportFile file;
  private byte[] bytes;
  private List<String> lines;

  @BeforeEach
  void write() throws Exception {
    file = new ExportFile();
    bytes = file.write(ENTRIES, 5);
    // The checkpoint at entry 10 is left out of the way by a shorter file.
    bytes = withoutLastCheckpoint();
    lines = lines(bytes);
  }

  @Test
  void aTrueExportHolds() throws Exception {
    Intact intact = assertInstanceOf(Intact.class, verify(bytes));
    assertEquals(ENTRIES, intact.segment().last());
    assertEquals(ENTRIES, intact.segment().count());
    assertEquals(ExportFile.TENANT, intact.segment().tenant());
    assertEquals(1, intact.checkpoints());
    assertEquals(ExportFile.TIME, intact.signed());
    assertEquals(END_LINE + 1, lines.size());
  }

  @Test
  void anEmptyChainAndALaterSegmentHold() throws Exception {
    assertInstanceOf(Intact.class, verify(file.write(0, 5)));
    AuditChain chain = AuditChain.begin(ExportFile.TENANT);
    for (long i = 1; i <= 3; i++) {
      chain.append(ExportFile.entry(i));
    }
    var out = new ByteArrayOutputStream();
    var export = new AuditExport(out, ExportFile.TENANT, 4, chain.head());
    export.entry(chain.append(ExportFile.entry(4)), ExportFile.entry(4));
    export.end(file.sign(export.statement(ExportFile.TIME, file.key().id())));
    Intact intact = assertInstanceOf(Intact.class, verify(out.toByteArray()));
    assertEquals(4, intact.segment().first());
  }

  @Test
  void anyChangedByteIsFoundAndTheRightEntryNamed() throws Exception {
    int line = 0;
    var random = new Random(1);
    for (int i = 0; i < bytes.length; i++) {
      // Bit 5 is a letter's case: hex in capitals must not pass for the same.
      int bit = i % 2 == 0 ? 5 : random.nextInt(8);
      byte[] changed = bytes.clone();
      changed[i] ^= (byte) (1 << bit);
      String where = "byte " + i + " of line " + line + ", bit " + bit;
      Broken broken = assertInstanceOf(Broken.class, verify(changed), where);
      if (entryOf(line) > 0) {
        assertEquals(entryOf(line), broken.sequence(), where + ": " + broken);
      }
      if (bytes[i] == '\n') {
        line++;
      }
    }
  }

  @Test
  void aFileCutAtAnyByteIsFound() throws Exception {
    int line = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (i % 5 != 0
          && i < bytes.length - 600
          && bytes[i] != '\n'
          && bytes[Math.max(0, i - 1)] != '\n') {
        continue;
      }
      String where = "cut before byte " + i + " of line " + line;
      Broken broken = assertInstanceOf(Broken.class, verify(Arrays.copyOf(bytes, i)), where);
      if (line > 0) {
        assertEquals(Fault.CUT_OFF, broken.fault(), where);
        long due = line < CHECKPOINT_LINE ? line : Math.min(line, END_LINE) - 1;
        assertEquals(line == CHECKPOINT_LINE ? 6 : due, broken.sequence(), where);
      }
      if (bytes[i] == '\n') {
        line++;
      }
    }
  }

  @Test
  void aRemovedLineIsNamed() throws Exception {
    for (int i = 0; i < lines.size(); i++) {
      List<String> changed = new ArrayList<>(lines);
      changed.remove(i);
      Broken broken = broken(changed);
      if (entryOf(i) > 0) {
        assertEquals(Fault.REMOVED, broken.fault(), "line " + i);
        assertEquals(entryOf(i), broken.sequence());
      }
    }
  }

  @Test
  void aDoubledLineIsNamed() throws Exception {
    for (int i = 0; i < lines.size(); i++) {
      for (int at = i + 1; at <= lines.size(); at++) {
        List<String> changed = new ArrayList<>(lines);
        changed.add(at, lines.get(i));
        Broken broken = broken(changed);
        if (entryOf(i) > 0 && at <= END_LINE) {
          assertEquals(Fault.INSERTED, broken.fault(), "line " + i + " again at " + at);
          assertEquals(at <= CHECKPOINT_LINE ? at : at - 1, broken.sequence());
        }
      }
    }
  }

  @Test
  void swappedLinesAreNamed() throws Exception {
    for (int i = 0; i < lines.size(); i++) {
      for (int j = i + 1; j < lines.size(); j++) {
        List<String> changed = new ArrayList<>(lines);
        Collections.swap(changed, i, j);
        Broken broken = broken(changed);
        if (entryOf(i) > 0 && j < END_LINE) {
          assertEquals(Fault.REORDERED, broken.fault(), "lines " + i + " and " + j);
          assertEquals(entryOf(i), broken.sequence());
        }
      }
    }
  }

  @Test
  void anEntryWhoseHashWasComputedAnewIsNamedByTheNextLink() throws Exception {
    for (int sequence : new int[] {1, 3, 4, 9}) {
      List<String> changed = new ArrayList<>(lines);
      replace(changed, sequence, previousOf(sequence));
      Broken broken = broken(changed);
      assertEquals(Fault.CHANGED, broken.fault());
      assertEquals(sequence, broken.sequence());
    }
  }

  @Test
  void aTailThatWasComputedAnewIsFoundAtTheNextSignedHead() throws Exception {
    List<String> changed = new ArrayList<>(lines);
    ChainHash previous = replace(changed, 3, previousOf(3));
    for (int sequence = 4; sequence <= ENTRIES; sequence++) {
      previous = replace(changed, sequence, previous);
    }
    Broken broken = broken(changed);
    assertEquals(Fault.REWRITTEN, broken.fault());
    assertEquals(1, broken.sequence());
    assertTrue(broken.what().contains("from 1 to 5"), broken.what());

    List<String> later = new ArrayList<>(lines);
    previous = previousOf(8);
    for (int sequence = 8; sequence <= ENTRIES; sequence++) {
      previous = replace(later, sequence, previous);
    }
    assertEquals(6, broken(later).sequence(), "after the checkpoint that holds");
  }

  @Test
  void anInsertedEntryWithTheRestNumberedAnewIsNamed() throws Exception {
    List<String> changed = new ArrayList<>(lines);
    changed.add(lineOf(4), changed.get(lineOf(4)));
    replace(changed, 4, previousOf(4));
    for (int line = lineOf(4) + 1; line < CHECKPOINT_LINE + 1; line++) {
      int number = line - 1;
      changed.set(line, changed.get(line).replace("entry " + number + " ", "entry " + line + " "));
    }
    Broken broken = broken(changed);
    assertEquals(Fault.INSERTED, broken.fault());
    assertEquals(4, broken.sequence());
  }

  @Test
  void anOlderExportIsFoundByTheHeadSeenBefore() throws Exception {
    Intact intact = assertInstanceOf(Intact.class, verify(bytes));
    var head = new Head(ENTRIES, intact.segment().head());
    assertEquals(head, Head.parse(head.toString()));
    var verifier = new AuditVerifier(List.of(file.key())).expecting(head);
    assertInstanceOf(Intact.class, verifier.verify(new ByteArrayInputStream(bytes)));

    byte[] older = file.write(ENTRIES - 1, 5);
    Broken broken =
        assertInstanceOf(Broken.class, verifier.verify(new ByteArrayInputStream(older)));
    assertEquals(Fault.UNEXPECTED, broken.fault());
    assertEquals(ENTRIES, broken.sequence());

    var other = verifier.expecting(new Head(4, intact.segment().head()));
    broken = assertInstanceOf(Broken.class, other.verify(new ByteArrayInputStream(bytes)));
    assertEquals(Fault.UNEXPECTED, broken.fault());
    assertEquals(4, broken.sequence());
    for (String text : new String[] {"", "1", "0:" + head.hash(), "-1:" + head.hash(), "1:00"}) {
      assertThrows(IllegalArgumentException.class, () -> Head.parse(text), text);
    }
  }

  @Test
  void aNewKeyIsTrustedWhenTheFormerSignedIt() throws Exception {
    var next = new ExportFile();
    var stranger = new ExportFile();
    assertInstanceOf(Intact.class, verify(signedBy(next, file.successor(next.key()))));
    Broken broken =
        assertInstanceOf(Broken.class, verify(signedBy(next, stranger.successor(next.key()))));
    assertEquals(Fault.KEY, broken.fault());
    // Who holds only the new key passes over what the former one signed.
    byte[] rotated = signedBy(next, file.successor(next.key()));
    assertInstanceOf(
        Intact.class,
        new AuditVerifier(List.of(next.key())).verify(new ByteArrayInputStream(rotated)));
  }

  @Test
  void aFileOfAnotherSiteIsRefused() throws Exception {
    var verifier = new AuditVerifier(List.of(new ExportFile().key()));
    Broken broken =
        assertInstanceOf(Broken.class, verifier.verify(new ByteArrayInputStream(bytes)));
    assertEquals(Fault.KEY, broken.fault());
    assertThrows(IllegalArgumentException.class, () -> new AuditVerifier(List.of()));
  }

  @Test
  void keysSurviveTheirTextForm() throws Exception {
    AuditKey other = new ExportFile().key();
    String pem = "first\n" + file.key().pem() + other.pem();
    assertEquals(List.of(file.key(), other), AuditKey.ofPem(pem));
    assertThrows(IllegalArgumentException.class, () -> AuditKey.ofPem("nothing here"));
    assertThrows(
        IllegalArgumentException.class,
        () -> AuditKey.ofPem("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"));
  }

  @Test
  void anEndlessLineEndsTheRunInFlatMemory() throws Exception {
    byte[] endless = new byte[1 << 20];
    Arrays.fill(endless, (byte) 'x');
    assertInstanceOf(Broken.class, verify(endless));
    var out = new ByteArrayOutputStream();
    out.write(lines.getFirst().getBytes(ISO_8859_1));
    out.write(endless);
    Broken broken = assertInstanceOf(Broken.class, verify(out.toByteArray()));
    assertEquals(1, broken.sequence());
  }

  private byte[] signedBy(ExportFile next, SignedStatement rotation) throws IOException {
    var out = new ByteArrayOutputStream();
    AuditChain chain = AuditChain.begin(ExportFile.TENANT);
    var export = new AuditExport(out, ExportFile.TENANT, 1, chain.head());
    export.key(rotation);
    export.entry(chain.append(ExportFile.entry(1)), ExportFile.entry(1));
    var segment = new Segment(ExportFile.TENANT, 1, 1, chain.head());
    export.checkpoint(file.sign(new Checkpoint(segment, ExportFile.TIME, file.key().id())));
    export.end(next.sign(export.statement(ExportFile.TIME, next.key().id())));
    return out.toByteArray();
  }

  /** The same file without the checkpoint before its end, signed again. */
  private byte[] withoutLastCheckpoint() throws IOException {
    var out = new ByteArrayOutputStream();
    AuditChain chain = AuditChain.begin(ExportFile.TENANT);
    var export = new AuditExport(out, ExportFile.TENANT, 1, chain.head());
    for (int i = 1; i <= ENTRIES; i++) {
      export.entry(chain.append(ExportFile.entry(i)), ExportFile.entry(i));
      if (i == 5) {
        var segment = new Segment(ExportFile.TENANT, 1, i, chain.head());
        export.checkpoint(file.sign(new Checkpoint(segment, ExportFile.TIME, file.key().id())));
      }
    }
    export.end(file.sign(export.statement(ExportFile.TIME, file.key().id())));
    return out.toByteArray();
  }

  /** The entry on a line, 0 if the line holds none. */
  private static int entryOf(int line) {
    if (line == 0 || line == CHECKPOINT_LINE || line >= END_LINE) {
      return 0;
    }
    return line < CHECKPOINT_LINE ? line : line - 1;
  }

  private static int lineOf(int sequence) {
    return sequence < CHECKPOINT_LINE ? sequence : sequence + 1;
  }

  private ChainHash previousOf(int sequence) {
    return ChainHash.ofHex(lines.get(lineOf(sequence)).split(" ", -1)[2]);
  }

  /** Puts another entry at that place, linked to {@code previous}; returns its hash. */
  private static ChainHash replace(List<String> lines, int sequence, ChainHash previous) {
    byte[] entry = ExportFile.entry(1000L + sequence);
    ChainHash hash =
        AuditChain.resume(ExportFile.TENANT, sequence - 1L, previous).append(entry).hash();
    lines.set(
        lineOf(sequence),
        "entry "
            + sequence
            + " "
            + previous
            + " "
            + hash
            + " "
            + new String(entry, ISO_8859_1)
            + "\n");
    return hash;
  }

  private static List<String> lines(byte[] file) {
    return Arrays.asList(new String(file, ISO_8859_1).split("(?<=\n)"));
  }

  private Broken broken(List<String> changed) throws IOException {
    byte[] joined = String.join("", changed).getBytes(ISO_8859_1);
    return assertInstanceOf(Broken.class, verify(joined));
  }

  private AuditVerdict verify(byte[] export) throws IOException {
    return new AuditVerifier(List.of(file.key())).verify(new ByteArrayInputStream(export));
  }
}
