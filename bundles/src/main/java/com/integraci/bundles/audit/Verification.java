package com.integraci.bundles.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.integraci.bundles.audit.AuditStatement.Checkpoint;
import com.integraci.bundles.audit.AuditStatement.Export;
import com.integraci.bundles.audit.AuditStatement.NewKey;
import com.integraci.bundles.audit.AuditStatement.Segment;
import com.integraci.bundles.audit.AuditVerdict.Broken;
import com.integraci.bundles.audit.AuditVerdict.Fault;
import com.integraci.bundles.audit.AuditVerdict.Intact;
import com.integraci.bundles.audit.AuditVerifier.Head;
import com.integraci.bundles.audit.LineReader.Found;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** One run of the verifier over one file. */
final class Verification {
  private final Map<ChainHash, AuditKey> trusted;
  private final Head seen;
  private final LineReader line;
  private final AuditVerifier.Listener listener;
  private final MessageDigest frame = ChainHash.sha256();
  private UUID tenant;
  private long first;
  private AuditChain chain;
  private int keys;
  private int checkpoints;
  private long holding;

  Verification(
      Map<ChainHash, AuditKey> trusted,
      Head seen,
      InputStream export,
      AuditVerifier.Listener listener) {
    this.listener = listener;
    this.trusted = new HashMap<>(trusted);
    this.seen = seen;
    this.line = new LineReader(export, AuditExport.LINE_BYTES_MAX);
  }

  /** Thrown at the first fault, to be the verdict. */
  private static final class Stop extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Broken verdict;

    Stop(Broken verdict) {
      super(verdict.what(), null, false, false);
      this.verdict = verdict;
    }
  }

  AuditVerdict run() throws IOException {
    try {
      header();
      while (true) {
        switch (line.next()) {
          case END -> throw stop(Fault.CUT_OFF, due(), cutOff("ends after"));
          case UNTERMINATED ->
              throw stop(Fault.CUT_OFF, due(), cutOff("breaks off in a line after"));
          case TOO_LONG -> throw stop(Fault.CHANGED, due(), malformed("the line is too long"));
          case LINE -> {
            if (ExportLine.word(line).equals("end")) {
              return end();
            }
            body();
          }
        }
      }
    } catch (Stop stop) {
      return stop.verdict;
    }
  }

  private void header() throws IOException, Stop {
    if (line.next() != Found.LINE) {
      throw stop(Fault.HEADER, 0, "The file has no first line of an audit export.");
    }
    String text = new String(line.buffer(), line.offset(), line.length(), US_ASCII);
    String[] words = text.split(" ", -1);
    try {
      tenant = UUID.fromString(words[1]);
      first = Long.parseLong(words[2]);
      String again = AuditExport.HEADER + " " + tenant + " " + first + " " + words[3];
      if (!again.equals(text) || first < 1) {
        throw new IllegalArgumentException("other words");
      }
      chain = AuditChain.resume(tenant, first - 1, ChainHash.ofHex(words[3]));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw stop(Fault.HEADER, 0, "The first line isn't that of an audit export of format 1.");
    }
    if (first == 1 && !chain.head().equals(AuditChain.genesis(tenant))) {
      throw stop(Fault.HEADER, 0, "The first line doesn't hold the genesis of its tenant.");
    }
    addToFrame();
    compareWithSeen();
  }

  private void body() throws IOException, Stop {
    switch (ExportLine.word(line)) {
      case "entry" -> entry();
      case "checkpoint" -> checkpoint();
      case "key" -> key();
      default -> throw stop(Fault.CHANGED, due(), malformed("the line has an unknown first word"));
    }
  }

  private void entry() throws IOException, Stop {
    ExportLine.Entry entry;
    try {
      entry = ExportLine.entry(line);
    } catch (IllegalArgumentException e) {
      throw stop(Fault.CHANGED, due(), malformed(e.getMessage()));
    }
    ChainHash hash = chain.hash(entry.sequence(), entry.previous(), entry.body());
    boolean holds =
        entry.sequence() == due()
            && hash.equals(entry.hash())
            && entry.previous().equals(chain.head());
    if (!holds) {
      throw new Stop(new Diagnosis(chain, first, line).of(entry));
    }
    chain.advance(hash);
    compareWithSeen();
    listener.entry(entry.sequence(), entry.bytes());
  }

  private void key() throws Stop {
    if (chain.sequence() >= first || ++keys > AuditExport.KEYS_MAX) {
      throw stop(Fault.STATEMENT, 0, "A key line stands where none may stand.");
    }
    SignedStatement signed = signed("key");
    if (!(statement(signed) instanceof NewKey statement)) {
      throw stop(Fault.STATEMENT, 0, "A key line holds another statement.");
    }
    addToFrame();
    AuditKey former = trusted.get(statement.key());
    if (former == null) {
      return;
    }
    if (!signed.isBy(former)) {
      throw stop(Fault.KEY, 0, "The former key's signature of a new key is wrong.");
    }
    trusted.put(statement.next().id(), statement.next());
    listener.key(statement.next());
  }

  private void checkpoint() throws IOException, Stop {
    SignedStatement signed = signed("checkpoint");
    if (!(statement(signed) instanceof Checkpoint checkpoint)) {
      throw stop(Fault.STATEMENT, 0, "A checkpoint line holds another statement.");
    }
    Segment segment = checkpoint.segment();
    if (segment.last() != chain.sequence() || !segment.tenant().equals(tenant)) {
      throw new Stop(new Diagnosis(chain, first, line).of(checkpoint));
    }
    addToFrame();
    AuditKey key = trusted.get(checkpoint.key());
    if (key == null) {
      return;
    }
    requireSignature(signed, key, "The checkpoint at entry " + segment.last());
    requireHead(segment, "the checkpoint");
    checkpoints++;
    holding = segment.last();
  }

  private AuditVerdict end() throws IOException, Stop {
    SignedStatement signed = signed("end");
    if (!(statement(signed) instanceof Export export)) {
      throw stop(Fault.STATEMENT, 0, "The last line holds another statement than of an export.");
    }
    AuditKey key = trusted.get(export.key());
    if (key == null) {
      throw stop(Fault.KEY, 0, "The file is signed by key " + export.key() + ", not trusted here.");
    }
    requireSignature(signed, key, "The last line");
    Segment segment = export.segment();
    if (!segment.tenant().equals(tenant) || segment.first() != first) {
      throw stop(Fault.HEADER, 0, "The first line isn't the one that was signed in the last.");
    }
    if (segment.last() > chain.sequence()) {
      throw stop(Fault.REMOVED, due(), Diagnosis.missing(due(), segment.last()));
    }
    if (segment.last() < chain.sequence()) {
      long surplus = segment.last() + 1;
      throw stop(Fault.INSERTED, surplus, "Entry " + surplus + " is one more than was signed.");
    }
    requireHead(segment, "the last line");
    if (!export.frame().equals(ChainHash.of(frame.digest()))) {
      throw stop(Fault.STATEMENT, 0, "A key or checkpoint line was changed, added or taken out.");
    }
    if (line.next() != Found.END) {
      throw stop(Fault.INSERTED, due(), "Something stands after the end of the export.");
    }
    requireSeen();
    return new Intact(segment, export.time(), export.key(), checkpoints);
  }

  private void requireHead(Segment segment, String where) throws Stop {
    if (segment.head().equals(chain.head())) {
      return;
    }
    long from = Math.max(first, holding + 1);
    String which =
        segment.count() == 0 || from == segment.last()
            ? "Entry " + from + " was"
            : "An entry from " + from + " to " + segment.last() + " was";
    throw stop(
        Fault.REWRITTEN,
        from,
        which + " changed and hashes computed anew: " + where + " was signed for another head.");
  }

  private void compareWithSeen() throws Stop {
    if (chain.sequence() == seen.sequence() && !chain.head().equals(seen.hash())) {
      throw stop(
          Fault.UNEXPECTED,
          seen.sequence(),
          "Entry " + seen.sequence() + " isn't the one seen before: its hash was " + seen.hash());
    }
  }

  private void requireSeen() throws Stop {
    var missed = seen.missed(first, chain.sequence());
    if (!missed.isEmpty()) {
      throw stop(Fault.UNEXPECTED, seen.sequence() < first ? first : due(), missed);
    }
  }

  private SignedStatement signed(String word) throws Stop {
    try {
      return ExportLine.signed(line, word);
    } catch (IllegalArgumentException e) {
      throw stop(Fault.STATEMENT, 0, "A " + word + " line is malformed: " + e.getMessage());
    }
  }

  private AuditStatement statement(SignedStatement signed) throws Stop {
    try {
      return AuditStatement.read(signed.statement());
    } catch (IllegalArgumentException e) {
      throw stop(Fault.STATEMENT, 0, "A signed statement is malformed: " + e.getMessage());
    }
  }

  private static void requireSignature(SignedStatement signed, AuditKey key, String what)
      throws Stop {
    if (!signed.isBy(key)) {
      throw stop(Fault.STATEMENT, 0, what + " has a wrong signature.");
    }
  }

  private void addToFrame() {
    frame.update(line.buffer(), line.offset(), line.length());
    frame.update((byte) '\n');
  }

  private long due() {
    return chain.sequence() + 1;
  }

  private String cutOff(String how) {
    return "The file %s entry %d: entry %d or the signed end is cut off."
        .formatted(how, chain.sequence(), due());
  }

  private String malformed(String why) {
    return "Where entry " + due() + " should stand: " + why + ".";
  }

  private static Stop stop(Fault fault, long sequence, String what) {
    return new Stop(new Broken(fault, sequence, what));
  }
}
