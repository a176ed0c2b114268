package com.integraci.bundles.audit;

import com.integraci.bundles.audit.AuditStatement.Checkpoint;
import com.integraci.bundles.audit.AuditStatement.Export;
import com.integraci.bundles.audit.AuditVerdict.Broken;
import com.integraci.bundles.audit.AuditVerdict.Fault;
import com.integraci.bundles.audit.LineReader.Found;
import java.io.IOException;

/**
 * Tells what was done to a chain at the place where it stops to hold. May read on in the file,
 * since nothing is verified any more.
 */
final class Diagnosis {
  private final AuditChain chain;
  private final long first;
  private final LineReader line;
  private final long due;

  Diagnosis(AuditChain chain, long first, LineReader line) {
    this.chain = chain;
    this.first = first;
    this.line = line;
    this.due = chain.sequence() + 1;
  }

  /** What the lines that follow hold. */
  private record Rest(boolean due, boolean again, long last) {}

  /** The fault at an entry that isn't the due one. */
  Broken of(ExportLine.Entry entry) throws IOException {
    // A renumbered line is found by the sequence under which its hash holds.
    boolean linked = entry.previous().equals(chain.head());
    if (entry.sequence() != due) {
      if (linked && holdsAt(due, entry)) {
        return changed(due, "its sequence was changed to " + entry.sequence());
      }
      return misplaced(entry.sequence());
    }
    if (holdsAt(due, entry)) {
      return linkedElsewhere(entry);
    }
    if (due > first && holdsAt(due - 1, entry)) {
      return new Broken(
          Fault.INSERTED,
          due - 1,
          "Entry %d is inserted: the one after it was linked as %d.".formatted(due - 1, due - 1));
    }
    if (holdsAt(due + 1, entry)) {
      return new Broken(Fault.REMOVED, due, missing(due, due));
    }
    return changed(due, "its bytes don't give its hash");
  }

  /** The fault at a checkpoint that isn't of the last entry. */
  Broken of(Checkpoint checkpoint) throws IOException {
    long last = checkpoint.segment().last();
    if (last <= chain.sequence()) {
      return new Broken(
          Fault.REORDERED,
          last,
          "The checkpoint of entry %d stands after entry %d.".formatted(last, chain.sequence()));
    }
    if (rest(last).due()) {
      return new Broken(
          Fault.REORDERED, due, "A checkpoint stands before entry " + due + ", and states it.");
    }
    return new Broken(Fault.REMOVED, due, missing(due, last));
  }

  static String missing(long from, long to) {
    return from == to
        ? "Entry " + from + " is missing."
        : "Entries " + from + " to " + to + " are missing.";
  }

  private static Broken changed(long sequence, String how) {
    return new Broken(Fault.CHANGED, sequence, "Entry " + sequence + " is changed: " + how + ".");
  }

  private Broken misplaced(long sequence) throws IOException {
    Rest rest = rest(sequence);
    String stands = "Entry %d stands where entry %d should.".formatted(sequence, due);
    if (sequence < due && (rest.due() || rest.last() < due)) {
      return new Broken(Fault.INSERTED, due, stands + " It is there twice.");
    }
    if (!rest.due()) {
      return new Broken(Fault.REMOVED, due, missing(due, Math.max(due, sequence - 1)));
    }
    return rest.again()
        ? new Broken(Fault.INSERTED, due, stands + " It is there twice.")
        : new Broken(Fault.REORDERED, due, stands);
  }

  /** The entry holds in itself, but wasn't linked to the one before it: which of both is wrong? */
  private Broken linkedElsewhere(ExportLine.Entry entry) throws IOException {
    ChainHash hash = entry.hash();
    if (due > first && nextIsLinkedTo(hash)) {
      return changed(due - 1, "entry " + due + " was linked to another hash of it");
    }
    return changed(due, "it is linked to another hash than that of the entry before");
  }

  private boolean nextIsLinkedTo(ChainHash hash) throws IOException {
    if (line.next() != Found.LINE) {
      return false;
    }
    try {
      return switch (ExportLine.word(line)) {
        case "entry" -> ExportLine.entry(line).previous().equals(hash);
        case "end", "checkpoint" ->
            switch (AuditStatement.read(
                ExportLine.signed(line, ExportLine.word(line)).statement())) {
              case Export export -> export.segment().head().equals(hash);
              case Checkpoint checkpoint -> checkpoint.segment().head().equals(hash);
              case AuditStatement.NewKey _ -> false;
            };
        default -> false;
      };
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private boolean holdsAt(long sequence, ExportLine.Entry entry) {
    return chain.hash(sequence, entry.previous(), entry.body()).equals(entry.hash());
  }

  /** Reads to the end, as far as lines can be read. */
  private Rest rest(long misplaced) throws IOException {
    boolean foundDue = false;
    boolean foundAgain = false;
    long last = Long.MAX_VALUE;
    while (line.next() == Found.LINE) {
      try {
        String word = ExportLine.word(line);
        if (word.equals("entry")) {
          long sequence = ExportLine.entry(line).sequence();
          foundDue |= sequence == due;
          foundAgain |= sequence == misplaced;
        } else if (word.equals("end")
            && AuditStatement.read(ExportLine.signed(line, word).statement())
                instanceof Export export) {
          last = export.segment().last();
        }
      } catch (IllegalArgumentException _) {
        // A second damage counts for nothing here: the first one is to be told.
      }
    }
    return new Rest(foundDue, foundAgain, last);
  }
}
