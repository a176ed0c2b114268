package com.integraci.bundles.pack;

import com.integraci.bundles.pack.PackManifest.Member;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A pack's file, taken apart with bounds: whoever made it may want to hurt whoever reads it.
 * Nothing is written to disk, and of each member no more is read than it may have.
 */
final class PackFile implements AutoCloseable {

  private static final int END_BYTES = 22;
  private static final int END_MARK = 0x06054b50;
  private static final int COUNT_AT = 10;
  private static final int LIST_BYTES_AT = 12;

  /** What a list of as many members has, with room. */
  private static final long LIST_BYTES_MAX = PackNames.MEMBERS_MAX * 256L;

  private static final int BUFFER = 1 << 16;

  private final ZipFile zip;

  private PackFile(ZipFile zip) {
    this.zip = zip;
  }

  /**
   * Opens a file.
   *
   * @throws IOException when it can't be read
   * @throws PackFault when it is no zip file of members that a pack has
   */
  static PackFile open(Path path) throws IOException {
    requireEnd(path);
    ZipFile zip;
    try {
      zip = new ZipFile(path.toFile());
    } catch (ZipException e) {
      throw new PackFault("It is no zip file as packs are: " + e.getMessage() + ".", e);
    }
    var file = new PackFile(zip);
    try {
      file.requireNames();
      return file;
    } catch (PackFault e) {
      file.close();
      throw e;
    }
  }

  /** The list of members is read as a whole, so its length is looked at before. */
  private static void requireEnd(Path path) throws IOException {
    try (var file = new RandomAccessFile(path.toFile(), "r")) {
      var end = new byte[END_BYTES];
      if (file.length() < END_BYTES) {
        throw cutOff();
      }
      file.seek(file.length() - END_BYTES);
      file.readFully(end);
      var read = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
      if (read.getInt(0) != END_MARK) {
        throw cutOff();
      }
      int count = Short.toUnsignedInt(read.getShort(COUNT_AT));
      long bytes = Integer.toUnsignedLong(read.getInt(LIST_BYTES_AT));
      if (count > PackNames.MEMBERS_MAX || bytes > LIST_BYTES_MAX) {
        throw new PackFault("It has more members than a pack.");
      }
    }
  }

  private static PackFault cutOff() {
    return new PackFault("It does not end as a pack does: its end is cut off, or it is none.");
  }

  private void requireNames() {
    var seen = new HashSet<String>();
    for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().<ZipEntry>map(e -> e)::iterator) {
      var name = entry.getName();
      if (PackNames.max(name).isEmpty()) {
        throw new PackFault("It has a member that no pack has: " + name + ".");
      }
      if (!seen.add(name)) {
        throw new PackFault("It has two members of the name " + name + ".");
      }
    }
  }

  /** The names of all members. */
  List<String> names() {
    return zip.stream().map(ZipEntry::getName).toList();
  }

  /** A member as a stream. */
  InputStream open(String name) throws IOException {
    var entry = zip.getEntry(name);
    if (entry == null) {
      throw new PackFault("There is no " + name + ".");
    }
    return zip.getInputStream(entry);
  }

  /**
   * A member as a whole.
   *
   * @throws PackFault when there is none, or it is larger than it may be
   */
  byte[] read(String name) throws IOException {
    int max = Math.toIntExact(PackNames.max(name).orElseThrow());
    try (var in = open(name)) {
      var bytes = in.readNBytes(max + 1);
      if (bytes.length > max) {
        throw new PackFault(name + " is larger than it may be.");
      }
      return bytes;
    } catch (ZipException e) {
      throw damaged(name, e);
    }
  }

  /**
   * Holds a member against what the manifest says of it.
   *
   * @throws PackFault when it is something else
   */
  void require(Member member) throws IOException {
    var digest = Digests.sha256();
    long left = member.size();
    try (var in = open(member.name())) {
      var buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        left -= read;
        if (left < 0) {
          throw new PackFault(member.name() + " is larger than the manifest says.");
        }
        digest.update(buffer, 0, read);
      }
    } catch (ZipException e) {
      throw damaged(member.name(), e);
    }
    if (left > 0) {
      throw new PackFault(member.name() + " is smaller than the manifest says.");
    }
    if (!Digests.hex(digest).equals(member.sha256())) {
      throw new PackFault(member.name() + " does not have the digest that the manifest says.");
    }
  }

  private static PackFault damaged(String name, IOException cause) {
    return new PackFault(name + " is damaged: " + cause.getMessage() + ".", cause);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
