package com.integraci.bundles.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.integraci.bundles.audit.AuditChain.Link;
import com.integraci.bundles.audit.AuditStatement.Segment;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Writes an export, line by line, as it goes: keys, then entries with their checkpoints, then the
 * end. It keeps count; the order of calls is the caller's.
 */
public final class AuditExport {
  /** Media type of an export. */
  public static final String MEDIA_TYPE = "application/vnd.integraci.audit-export";

  /** Bound on a line of the file, its line feed included. */
  public static final int LINE_BYTES_MAX = 8192;

  /** Bound on the key lines of a file. */
  public static final int KEYS_MAX = 64;

  static final String HEADER = "integraci-audit-export/1";

  private final OutputStream out;
  private final UUID tenant;
  private final long first;
  private final MessageDigest frame = ChainHash.sha256();
  private long last;
  private ChainHash head;

  /**
   * Starts the file.
   *
   * @param first sequence of its first entry
   * @param previous hash before that entry, genesis when {@code first} is 1
   */
  public AuditExport(OutputStream out, UUID tenant, long first, ChainHash previous)
      throws IOException {
    this.out = out;
    this.tenant = tenant;
    this.first = first;
    this.last = first - 1;
    this.head = previous;
    frameLine(HEADER + " " + tenant + " " + first + " " + previous.hex());
  }

  /** A key that the former one signed. */
  public void key(SignedStatement key) throws IOException {
    frameLine(signed("key", key));
  }

  /** The next entry. */
  public void entry(Link link, byte[] entry) throws IOException {
    if (link.sequence() != last + 1 || !link.previous().equals(head)) {
      throw new IllegalArgumentException("entry " + link.sequence() + " doesn't follow " + last);
    }
    String words = "entry " + link.sequence() + " " + link.previous() + " " + link.hash() + " ";
    out.write(words.getBytes(US_ASCII));
    out.write(entry);
    out.write('\n');
    last = link.sequence();
    head = link.hash();
  }

  /** A checkpoint at the entry just written. */
  public void checkpoint(SignedStatement checkpoint) throws IOException {
    frameLine(signed("checkpoint", checkpoint));
  }

  /** What the end must state of the file so far; after it nothing but {@link #end} may come. */
  public AuditStatement.Export statement(Instant time, ChainHash key) {
    var segment = new Segment(tenant, first, last, head);
    return new AuditStatement.Export(segment, ChainHash.of(frame.digest()), time, key);
  }

  /** Ends the file with the signed {@link #statement}; flushes, doesn't close. */
  public void end(SignedStatement export) throws IOException {
    out.write((signed("end", export) + "\n").getBytes(UTF_8));
    out.flush();
  }

  private static String signed(String word, SignedStatement signed) {
    String statement = new String(signed.statement(), UTF_8);
    return word + " " + HexFormat.of().formatHex(signed.signature()) + " " + statement;
  }

  private void frameLine(String text) throws IOException {
    byte[] line = (text + "\n").getBytes(UTF_8);
    frame.update(line);
    out.write(line);
  }
}
