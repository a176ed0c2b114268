package com.integraci.bundles.pack;

import com.integraci.bundles.pack.PackManifest.Member;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a pack as it goes: a zip file whose bytes depend on its members alone. Without {@link
 * #end} it is cut off, which every reader sees.
 */
public final class PackWriter {

  /** A zip file has no earlier day, and what is before its second one depends on the time zone. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 2, 0, 0);

  private final ZipOutputStream zip;
  private final List<Member> members = new ArrayList<>();
  private long left = PackNames.BYTES_MAX;

  /** Into a stream, which stays open. */
  public PackWriter(OutputStream out) {
    this.zip = new ZipOutputStream(out);
  }

  /** What a member holds. */
  @FunctionalInterface
  public interface Content {
    /** Writes it, and closes nothing. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes what a pack is, in plain words. */
  public void readme() throws IOException {
    try (var in = PackWriter.class.getResourceAsStream(PackNames.README)) {
      var text = in.readAllBytes();
      member(PackNames.README, out -> out.write(text));
    }
  }

  /**
   * Writes a member.
   *
   * @param name one of {@link PackNames}
   * @throws IOException also when it is larger than such a member may be
   */
  public void member(String name, Content content) throws IOException {
    open(name);
    var counted = new Counted(Math.min(left, PackNames.max(name).orElseThrow()));
    content.writeTo(counted);
    zip.closeEntry();
    left -= counted.size;
    members.add(new Member(name, counted.size, Digests.hex(counted.digest)));
  }

  /** Those that were written, in their order. */
  public List<Member> members() {
    return List.copyOf(members);
  }

  /**
   * Writes the last two, which make it whole.
   *
   * @param envelope {@link PackSignature}
   */
  public void end(PackManifest manifest, byte[] envelope) throws IOException {
    last(PackNames.MANIFEST, manifest.bytes());
    last(PackNames.SIGNATURE, envelope);
    zip.finish();
    zip.flush();
  }

  private void last(String name, byte[] content) throws IOException {
    open(name);
    zip.write(content);
    zip.closeEntry();
  }

  private void open(String name) throws IOException {
    var entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
  }

  /** Counts and digests what passes, up to a bound. */
  private final class Counted extends FilterOutputStream {
    private final MessageDigest digest = Digests.sha256();
    private final long max;
    private long size;

    Counted(long max) {
      super(zip);
      this.max = max;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      size += length;
      if (size > max) {
        throw new IOException("a member of a pack that is larger than " + max + " bytes");
      }
      digest.update(bytes, offset, length);
      zip.write(bytes, offset, length);
    }

    /** The file has more members. */
    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
