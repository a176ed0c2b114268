package com.integraci.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoBuildTest {

  private static final String MARK = "0123456789abcdef";

  @TempDir private Path folder;

  @Test
  void whatAProgramLinksIsRead() throws IOException {
    String modules =
        """
        path\texample/cmd
        mod\texample\t(devel)\t
        dep\texample/a\tv1.2.3\th1:aaaa=
        dep\texample/b\tv0.1.0
        =>\texample/fork\tv0.1.1\th1:bbbb=
        build\t-compiler=gc
        """;
    var build = GoBuild.of(program("go1.27.2", MARK + modules + MARK, 48));
    assertEquals("1.27.2", build.version());
    assertEquals(
        List.of(
            new GoBuild.Module("example/a", "v1.2.3"),
            new GoBuild.Module("example/fork", "v0.1.1")),
        build.modules());
  }

  @Test
  void aTextLongerThanItsLengthsFirstByteIsRead() throws IOException {
    String many = "dep\texample/a\tv1.0.0\n".repeat(100);
    assertEquals(100, GoBuild.of(program("go1.30.1", MARK + many + MARK, 0)).modules().size());
  }

  @Test
  void aFileThatIsNoGoProgramIsRefused() throws IOException {
    Path file = folder.resolve("file");
    Files.write(file, new byte[4_096]);
    assertThrows(IOException.class, () -> GoBuild.of(file));
  }

  @Test
  void aTextThatEndsBeforeItsLengthIsRefused() throws IOException {
    Path whole = program("go1.27.2", MARK + "dep\texample/a\tv1.0.0\n" + MARK, 0);
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(whole, Arrays.copyOf(bytes, bytes.length - MARK.length()));
    assertThrows(IOException.class, () -> GoBuild.of(whole));
  }

  /** A file in which the information of a build stands at a place. */
  private Path program(String version, String modules, int at) throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.write(new byte[at]);
    bytes.write("\377 Go buildinf:".getBytes(StandardCharsets.ISO_8859_1));
    bytes.write(8);
    bytes.write(2);
    bytes.write(new byte[16]);
    for (String text : List.of(version, modules)) {
      int length = text.length();
      while (length >= 0x80) {
        bytes.write((length & 0x7f) | 0x80);
        length >>= 7;
      }
      bytes.write(length);
      bytes.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    Path file = folder.resolve("program");
    Files.write(file, bytes.toByteArray());
    return file;
  }
}
