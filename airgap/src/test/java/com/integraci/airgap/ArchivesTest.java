package com.integraci.airgap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.airgap.Archives.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivesTest {
  @TempDir Path scratch;
  private Path root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(scratch.resolve("root"));
  }

  @Test
  void aTarGivesItsFilesItsProgramsAndItsLinks() throws IOException {
    tar(
        6,
        Entry.link("p/lib/a.so", "a.so.1"),
        Entry.file("p/lib/a.so.1", "sixsix"),
        Entry.file("other/b", "dropped"));

    assertEquals("sixsix", Files.readString(root.resolve("lib/a.so")));
    assertTrue(Files.isExecutable(root.resolve("lib/a.so.1")));
    assertFalse(Files.exists(root.resolve("b")));
  }

  @Test
  void aLongNameIsReadInGnuForm() throws IOException {
    String name = "p/" + "n".repeat(150);
    tar(1, new Entry("././@LongLink", 'L', name + "\0"), Entry.file(name.substring(0, 99), "x"));

    assertEquals("x", Files.readString(root.resolve("n".repeat(150))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../escaped", "/escaped", "p/../../escaped", "p/./x", "p//x", "p/a\\b"})
  void anEntryThatLeadsOutsideIsRefused(String name) {
    IOException e = assertThrows(IOException.class, () -> tar(1, Entry.file(name, "x")));

    assertTrue(e.getMessage().contains("leads outside"), e.getMessage());
    assertFalse(Files.exists(scratch.resolve("escaped")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../../outside", "sub/../../../outside"})
  void aLinkThatLeadsOutsideIsRefused(String target) throws IOException {
    Files.writeString(scratch.resolve("outside"), "secret");

    assertThrows(
        IOException.class,
        () -> tar(1, Entry.file("p/sub/f", "x"), Entry.link("p/sub/link", target)));
  }

  @Test
  void linksThatLeadOutsideOnlyTogetherAreRefused() throws IOException {
    Files.writeString(scratch.resolve("outside"), "secret");

    assertThrows(
        IOException.class,
        () ->
            tar(
                1,
                Entry.file("p/d/e/f", "x"),
                Entry.link("p/d/e/up", "../.."),
                Entry.link("p/bad", "d/e/up/../outside")));
  }

  @Test
  void aFileIsNeverWrittenThroughALink() {
    assertThrows(
        IOException.class,
        () -> tar(1, Entry.link("p/l", scratch.toString()), Entry.file("p/l/escaped", "x")));
    assertFalse(Files.exists(scratch.resolve("escaped")));
  }

  @Test
  void moreOrLessThanTheLockSaysIsRefused() {
    assertTrue(failure(3, Entry.file("p/a", "four")).contains("more than the lock says"));
    assertTrue(failure(5, Entry.file("p/b", "four")).contains("1 bytes less"));
  }

  @Test
  void anEntryTwiceOrOfAnotherKindIsRefused() {
    failure(2, Entry.file("p/a", "x"), Entry.file("p/a", "y"));
    assertTrue(failure(0, new Entry("p/dev", '3', "")).contains("of type 3"));
    failure(0, new Entry("p/hard", '1', ""));
  }

  @Test
  void aCutOrDamagedTarIsRefused() throws IOException {
    byte[] whole = Archives.tarGz(Entry.file("p/a", "x".repeat(2_000)));
    assertThrows(IOException.class, () -> unpack(Arrays.copyOf(whole, whole.length - 30), 2_000));
  }

  @Test
  void aZipThatLeadsOutsideIsRefused() throws IOException {
    Path zip = scratch.resolve("evil.zip");
    Files.write(zip, Archives.zip(Map.of("p/../../escaped", "x".getBytes(UTF_8))));

    assertThrows(IOException.class, () -> ZipArchive.unpack(zip, new Unpacking(root, "p", 1)));
    assertFalse(Files.exists(scratch.resolve("escaped")));
  }

  private String failure(long size, Entry... entries) {
    return String.valueOf(assertThrows(IOException.class, () -> tar(size, entries)).getMessage());
  }

  private void tar(long size, Entry... entries) throws IOException {
    unpack(Archives.tarGz(entries), size);
  }

  private void unpack(byte[] archive, long size) throws IOException {
    Path file = scratch.resolve("archive.tar.gz");
    Files.write(file, archive);
    Unpacking unpacking = new Unpacking(root, "p", size);
    TarArchive.unpack(file, unpacking);
    unpacking.finish();
  }
}
