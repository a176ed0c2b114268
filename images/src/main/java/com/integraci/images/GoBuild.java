package com.integraci.images;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a Go program says it was built from: Go writes its version and the modules it links into
 * every program (package debug/buildinfo of Go's library has the format; 1.18 and later is read).
 *
 * @param version Go's own, such as {@code 1.27.2}
 * @param modules what is linked, replacements as what they are replaced by, in the program's order
 */
public record GoBuild(String version, List<Module> modules) {

  private static final byte[] MAGIC = "\377 Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);
  private static final int ALIGNMENT = 16;
  private static final int FLAGS_AT = 15;
  private static final int INLINE = 2;
  private static final int TEXTS_AT = 32;

  /** The text of the modules stands between two marks of this length. */
  private static final int MARK = 16;

  private static final int TEXT_MAX = 1 << 20;

  public GoBuild {
    modules = List.copyOf(modules);
  }

  /** A linked module, with its version as Go writes it. */
  public record Module(String path, String version) {}

  /**
   * Reads it out of a program.
   *
   * @throws IOException when the file can't be read or has none
   */
  public static GoBuild of(Path program) throws IOException {
    try (var channel = FileChannel.open(program, StandardOpenOption.READ)) {
      var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      for (int at = 0; at + TEXTS_AT < bytes.limit(); at += ALIGNMENT) {
        if (bytes.get(at) == MAGIC[0] && isMagic(bytes, at)) {
          return read(new Texts(bytes.slice(at + TEXTS_AT, bytes.limit() - at - TEXTS_AT)));
        }
      }
    }
    throw new IOException(program + " does not say what it was built from");
  }

  private static boolean isMagic(ByteBuffer bytes, int at) {
    byte[] found = new byte[MAGIC.length];
    bytes.get(at, found);
    return Arrays.equals(found, MAGIC) && (bytes.get(at + FLAGS_AT) & INLINE) != 0;
  }

  private static GoBuild read(Texts texts) throws IOException {
    String version = texts.next();
    String marked = texts.next();
    if (!version.startsWith("go") || marked.length() < 2 * MARK) {
      throw new IOException("what the program was built from can't be read");
    }
    var modules = new ArrayList<Module>();
    for (String line : marked.substring(MARK, marked.length() - MARK).split("\n", -1)) {
      String[] words = line.split("\t", -1);
      if (words[0].equals("=>")) {
        modules.removeLast();
      }
      if ((words[0].equals("dep") || words[0].equals("=>")) && words.length >= 3) {
        modules.add(new Module(words[1], words[2]));
      }
    }
    return new GoBuild(version.substring("go".length()), modules);
  }

  /** Texts one after the other, each after its length in 7 bits a byte, the lowest first. */
  private record Texts(ByteBuffer bytes) {

    String next() throws IOException {
      int length = 0;
      int shift = 0;
      byte part;
      do {
        part = bytes.get();
        length |= (part & 0x7f) << shift;
        shift += 7;
      } while (part < 0 && shift < Integer.SIZE - 1);
      if (length < 0 || length > Math.min(TEXT_MAX, bytes.remaining())) {
        throw new IOException("what the program was built from can't be read");
      }
      byte[] text = new byte[length];
      bytes.get(text);
      return new String(text, StandardCharsets.ISO_8859_1);
    }
  }
}
