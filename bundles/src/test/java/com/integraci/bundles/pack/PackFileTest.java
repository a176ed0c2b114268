package com.integraci.bundles.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.pack.PackReport.State;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no packs, or want to hurt whoever reads them. */
final class PackFileTest {

  @TempDir private Path folder;
  private final PackFixture usual = PackFixture.usual();
  private final byte[] pack = usual.pack(usual.members());

  @Test
  void a_pack_that_breaks_off_anywhere_is_none() throws IOException {
    for (int length = 0; length < pack.length; length += Math.max(1, pack.length / 97)) {
      assertRefused("its end is cut off", Arrays.copyOf(pack, length));
    }
    assertRefused("its end is cut off", Arrays.copyOf(pack, pack.length - 1));
    assertRefused("its end is cut off", Arrays.copyOf(pack, pack.length + 1));
    assertRefused("its end is cut off", "not at all a zip file, but a text".getBytes(UTF_8));
    assertRefused("no zip file", Arrays.copyOfRange(pack, 100, pack.length));
  }

  @Test
  void a_member_that_no_pack_has_is_refused_wherever_it_would_go() throws IOException {
    for (String name :
        List.of(
            "../evil",
            "/etc/passwd",
            "bundles/../x.bundle",
            "frameworks/soc3.json",
            "audit.txt/",
            "bundles/" + "A".repeat(64) + ".bundle",
            "\u001b[2Jx")) {
      var report = refused(Zips.with(pack, name, new byte[1]));
      assertTrue(report.contains("no pack has: "), report);
      assertFalse(report.contains("\u001b"), report);
    }
  }

  @Test
  void members_are_just_those_of_the_manifest() throws IOException {
    var more = Zips.with(pack, PackNames.archive("0".repeat(64)), new byte[1]);
    assertRefused("The manifest does not name bundles/0000", more);
    for (String name : Zips.members(pack).keySet()) {
      assertRefused("There is no " + name, Zips.without(pack, name));
    }
    var fewer = new LinkedHashMap<>(usual.members());
    fewer.remove(PackNames.KEYS);
    assertRefused("The manifest does not name keys.json", usual.pack(fewer));
    var manifest = PackManifest.read(Zips.member(pack, PackNames.MANIFEST));
    var twice = new ArrayList<>(manifest.members());
    twice.add(twice.getFirst());
    var doubled = new PackManifest(manifest.of(), manifest.decisions(), twice).bytes();
    assertRefused("names a member twice", Zips.with(pack, PackNames.MANIFEST, doubled));
    twice.set(0, new PackManifest.Member("\u001b[2J" + "x".repeat(900), 1, ""));
    var ordering = new PackManifest(manifest.of(), manifest.decisions(), twice).bytes();
    var said = refused(Zips.with(pack, PackNames.MANIFEST, ordering));
    assertTrue(said.startsWith("There is no ?[2Jxx") && said.length() < 600, said);
    assertRefused("The manifest is none", Zips.with(pack, PackNames.MANIFEST, new byte[1]));
    var spaced = new String(Zips.member(pack, PackNames.MANIFEST), UTF_8).replace(":", ": ");
    assertRefused("not in canonical", Zips.with(pack, PackNames.MANIFEST, spaced.getBytes(UTF_8)));
  }

  @Test
  void two_members_of_one_name_are_refused() throws IOException {
    // As long as another, and put in its place afterwards.
    var other = "keyz.json".getBytes(UTF_8);
    var zip = Zips.with(pack, "keyz.json", new byte[1]);
    for (int at = 0; at < zip.length - other.length; at++) {
      if (Arrays.equals(zip, at, at + other.length, other, 0, other.length)) {
        zip[at + 3] = 's';
      }
    }
    assertRefused("two members of the name keys.json", zip);
  }

  @Test
  void a_bomb_is_not_unpacked() throws IOException {
    var large = new LinkedHashMap<>(usual.members());
    var bomb = Zips.with(pack, PackNames.KEYS, new byte[PackNames.KEYS_MAX * 4]);
    assertTrue(bomb.length < 2 * pack.length);
    assertRefused("keys.json is larger than the manifest says", bomb);
    var shorter = Zips.with(pack, PackNames.KEYS, new byte[1]);
    assertRefused("keys.json is smaller than the manifest says", shorter);
    var manifest = Zips.with(pack, PackNames.MANIFEST, new byte[PackNames.MANIFEST_MAX + 1]);
    assertRefused("manifest.json is larger than it may be", manifest);
    // Whoever writes the manifest too can't make a member larger than one may be.
    large.put(PackNames.KEYS, new byte[PackNames.KEYS_MAX + 1]);
    assertThrows(IllegalStateException.class, () -> usual.pack(large));
    var told = new String(Zips.member(pack, PackNames.MANIFEST), UTF_8);
    var lying =
        told.replaceFirst("(keys.json\",\"sha256\":\"[0-9a-f]+\",\"size\":)[0-9]+", "$19999999");
    assertFalse(told.equals(lying), told);
    var stated = Zips.with(pack, PackNames.MANIFEST, lying.getBytes(UTF_8));
    assertRefused("keys.json is larger than it may be", stated);
    var negative = lying.replace("9999999", "-1");
    assertRefused(
        "keys.json is larger", Zips.with(pack, PackNames.MANIFEST, negative.getBytes(UTF_8)));
  }

  @Test
  void a_list_of_members_that_is_too_long_is_not_read() throws IOException {
    var many = new LinkedHashMap<String, byte[]>();
    for (int i = 0; i <= PackNames.MEMBERS_MAX; i++) {
      many.put("m" + i, new byte[0]);
    }
    assertRefused("more members than a pack", Zips.of(many));
    var claimed = pack.clone();
    ByteBuffer.wrap(claimed).order(ByteOrder.LITTLE_ENDIAN).putInt(claimed.length - 10, 1 << 30);
    assertRefused("more members than a pack", claimed);
  }

  @Test
  void a_damaged_member_is_named() throws IOException {
    var damaged = pack.clone();
    // Behind the first member's name its content begins.
    int at = 30 + PackNames.README.length();
    Arrays.fill(damaged, at, at + 8, (byte) 0xff);
    assertRefused(PackNames.README + " is damaged", damaged);
  }

  @Test
  void a_file_that_is_not_there_can_not_be_read() {
    var verifier = new PackVerifier(List.of(usual.siteKey()));
    assertThrows(IOException.class, () -> verifier.verify(folder.resolve("none.zip")));
    assertThrows(IOException.class, () -> verifier.verify(folder));
  }

  @Test
  void members_do_not_say_when_they_were_written() throws IOException {
    try (var zip = new ZipInputStream(new ByteArrayInputStream(pack))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        assertEquals(LocalDateTime.of(1980, 1, 2, 0, 0), entry.getTimeLocal(), entry.getName());
        assertEquals(null, entry.getExtra(), entry.getName());
      }
    }
  }

  @Test
  void a_manifest_is_read_to_what_it_was_written_from() {
    var member = new PackManifest.Member("audit.txt", 7, "a".repeat(64));
    var counted = new PackManifest.Decisions(5, 4, 1);
    var manifest = new PackManifest(PackFixture.OF, counted, List.of(member));
    assertEquals(manifest, PackManifest.read(manifest.bytes()));
    for (Map.Entry<String, String> change :
        Map.of(
                "\"format\":1", "\"format\":2",
                "\"sha256\"", "\"nature\":1,\"sha256\"",
                "2026-11-01T00:00:00Z", "yesterday",
                "\"all\":5,", "")
            .entrySet()) {
      var other = new String(manifest.bytes(), UTF_8).replace(change.getKey(), change.getValue());
      assertThrows(
          IllegalArgumentException.class, () -> PackManifest.read(other.getBytes(UTF_8)), other);
    }
    var later = new String(manifest.bytes(), UTF_8).replace("\"format\":1", "\"format\":2");
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> PackManifest.read(later.getBytes(UTF_8)));
    assertEquals("a pack of format 2", refused.getMessage());
  }

  private void assertRefused(String sentence, byte[] zip) throws IOException {
    var said = refused(zip);
    assertTrue(said.contains(sentence), said);
  }

  /** Why, in one sentence. */
  private String refused(byte[] zip) throws IOException {
    var file = folder.resolve("pack.zip");
    Files.write(file, zip);
    var report = new PackVerifier(List.of(usual.siteKey())).verify(file);
    assertFalse(report.verified());
    return report.checks().stream()
        .filter(check -> check.state() == State.FAILS)
        .map(PackReport.Check::sentence)
        .findFirst()
        .orElseThrow();
  }
}
