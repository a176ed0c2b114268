package com.integraci.bundles.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.audit.AuditEntry.Resource;
import com.integraci.bundles.canonical.JsonValue.Text;
import com.integraci.bundles.canonical.JsonValue.Whole;
import com.integraci.bundles.pack.PackReport.State;
import com.integraci.bundles.policy.DecisionRecord;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.ShippedBundle;
import com.integraci.bundles.signing.BundleSignature;
import com.integraci.bundles.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pack that something was done to. Most are signed by the site once more, as only whoever rules
 * the appliance can: each check holds by itself.
 */
final class PackVerifierTest {

  @TempDir private Path folder;
  private final PackFixture usual = PackFixture.usual();
  private final Map<String, byte[]> members = usual.members();

  @Test
  void a_true_pack_holds_and_says_what_is_in_it() throws IOException {
    var report = verify(usual.pack(members));
    assertTrue(report.verified(), report.toString());
    assertEquals(PackFixture.OF, report.of().orElseThrow());
    assertEquals(
        List.of("members", "signature", "chain", "decisions", "bundles", "frameworks"),
        report.checks().stream().map(PackReport.Check::name).toList());
    assertEquals(
        "5 of the period and 2 beside it are those of the chain; of 1 the facts were erased",
        sentence(report, "decisions"));
    assertTrue(sentence(report, "chain").startsWith("entries 1 to 5 with 1 checkpoints"));
    assertTrue(
        sentence(report, "frameworks")
            .endsWith("of 6 frameworks are what 3 latest" + " decisions come to"),
        sentence(report, "frameworks"));
    assertArrayEquals(usual.pack(members), usual.pack(usual.members()), "the same, the same file");
  }

  @Test
  void a_member_that_was_changed_is_named() throws IOException {
    var pack = usual.pack(members);
    for (String name : members.keySet()) {
      var changed = new LinkedHashMap<>(members);
      changed.computeIfPresent(name, (_, bytes) -> flipped(bytes));
      var report = verify(Zips.with(pack, name, changed.get(name)));
      assertFails("members", name + " does not have the digest", report);
    }
  }

  @Test
  void a_manifest_that_was_changed_or_signed_by_somebody_else_does_not_count() throws IOException {
    var of = PackFixture.OF;
    var longer = new PackManifest.Of(of.id(), of.team(), of.from(), of.to().minusSeconds(1));
    var mine = SigningKey.fresh();
    var counted = usual.tally().counted();
    var foreign = verify(usual.pack(members, of, counted, mine));
    assertFails("signature", "None of its signatures is by a trusted key", foreign);
    var signature = Zips.member(usual.pack(members), PackNames.SIGNATURE);
    var moved = usual.pack(members, longer, counted, usual.site);
    var report = verify(Zips.with(moved, PackNames.SIGNATURE, signature));
    assertFails("signature", "signed another manifest", report);
    assertFails("chain", "The entries end before", report);
  }

  @Test
  void a_decision_that_was_changed_is_found() throws IOException {
    var changed =
        lines().replaceFirst("\"environment\":\"production\"", "\"environment\":\"test\"");
    assertFails("decisions", "are not those of the chain", with(changed));
    var denied = lines().replaceFirst("\"latency_micros\":31", "\"latency_micros\":\"x\"");
    assertFails("decisions", "not a whole number", with(denied));
    // What an entry does not hold is held by the bundle itself.
    var renamed = lines().replace("\"name\":\"integraci-gate\"", "\"name\":\"other-gate\"");
    assertFails("bundles", "is not the one that decided", with(renamed));
    var once = lines().replaceFirst("\"name\":\"integraci-gate\"", "\"name\":\"other-gate\"");
    assertFails("decisions", "names its bundle otherwise", with(once));
  }

  @Test
  void a_decision_that_was_dropped_added_or_moved_is_found() throws IOException {
    var all = usual.decisions();
    for (int i = 0; i < all.size(); i++) {
      var fewer = new ArrayList<>(all);
      var one = fewer.remove(i);
      assertFails("decisions", "At entry", with(fewer));
      var more = new ArrayList<>(all);
      more.add(i, one);
      assertFails("decisions", "", with(more));
    }
    var one = new ArrayList<>(all);
    one.add(all.getLast());
    assertFails("decisions", "that the chain does not have, at the end", with(one));
    var moved = new ArrayList<>(all);
    Collections.swap(moved, 2, 3);
    assertFails("decisions", "not in its place", with(moved));
    assertFails("decisions", "something after", with(lines() + "{}\n"));
    assertFails("decisions", "cut off", with(lines().substring(0, lines().length() - 1)));
  }

  @Test
  void a_batch_that_was_dropped_is_missed() throws IOException {
    var all = usual.decisions();
    var report = with(new ArrayList<>(all.subList(0, 2)));
    assertFails("decisions", "At entry 3: its decisions are missing", report);
    assertEquals(State.SKIPPED, check(report, "frameworks").state());
  }

  @Test
  void an_entry_that_was_changed_or_dropped_breaks_the_chain() throws IOException {
    var audit = new String(members.get(PackNames.AUDIT), UTF_8);
    var changed = audit.replace("\"kind\":\"secret\"", "\"kind\":\"secres\"");
    assertFails("chain", "Entry 1 is changed", with(PackNames.AUDIT, changed.getBytes(UTF_8)));
    var lines = new ArrayList<>(audit.lines().toList());
    lines.remove(2);
    var fewer = String.join("\n", lines) + "\n";
    assertFails("chain", "ntry 2", with(PackNames.AUDIT, fewer.getBytes(UTF_8)));
    var other = PackFixture.usual();
    assertFails(
        "chain", "not trusted here", with(PackNames.AUDIT, other.audit(PackFixture.TEAM, 1)));
  }

  @Test
  void the_chain_of_another_team_is_none_of_this_one() throws IOException {
    var foreign = PackFixture.id(77);
    assertFails("chain", "another team", with(PackNames.AUDIT, usual.audit(foreign, 1)));
    var of = new PackManifest.Of(PackFixture.OF.id(), foreign, PackFixture.FROM, PackFixture.TO);
    var taken = usual.pack(members, of, usual.tally().counted(), usual.site);
    assertFails("chain", "another team", verify(taken));
  }

  @Test
  void entries_that_do_not_cover_the_period_are_too_few() throws IOException {
    var later = with(PackNames.AUDIT, usual.audit(PackFixture.TEAM, 7));
    assertTrue(later.verified(), later.toString());

    var late = new PackFixture();
    late.batch(PackFixture.FROM.plusSeconds(1), late.decision("shop", PackFixture.FROM));
    late.making(PackFixture.TO.plusSeconds(1));
    var begins = late.members();
    assertTrue(verify(late, late.pack(begins)).verified(), "where the chain begins");
    begins.put(PackNames.AUDIT, late.audit(PackFixture.TEAM, 2));
    assertFails("chain", "begin within the period", verify(late, late.pack(begins)));

    var early = new PackFixture();
    early.batch(PackFixture.FROM.plusSeconds(1), early.decision("shop", PackFixture.FROM));
    assertFails("chain", "end before", verify(early, early.pack(early.members())));
    early.making(PackFixture.TO.minusSeconds(1));
    assertFails("chain", "end before", verify(early, early.pack(early.members())));
    var after = PackFixture.TO.plus(PackCoverage.MARGIN);
    early.entry(after.minusMillis(1), "secret.put", new Resource("secret", PackFixture.id(3)));
    assertFails("chain", "end before", verify(early, early.pack(early.members())));
    early.entry(after, "secret.put", new Resource("secret", PackFixture.id(3)));
    assertTrue(verify(early, early.pack(early.members())).verified());
  }

  @Test
  void a_bundle_that_was_swapped_added_or_dropped_is_found() throws IOException {
    var digest = usual.bundle.digest();
    var files = new TreeMap<String, String>();
    usual.bundle.files().forEach((path, text) -> files.put(path, text.content()));
    files.put("README.md", "Weaker.");
    var weaker = PolicyBundle.of(files);
    var swapped = with(PackNames.archive(digest), weaker.archive());
    assertFails("bundles", "is not the one that decided", swapped);
    assertFails("bundles", "is none", with(PackNames.archive(digest), "x".getBytes(UTF_8)));

    var more = new LinkedHashMap<>(members);
    more.put(PackNames.archive(weaker.digest()), weaker.archive());
    assertFails("bundles", "decided nothing here", verify(usual.pack(more)));
    var fewer = new LinkedHashMap<>(members);
    fewer.remove(PackNames.archive(digest));
    assertFails("bundles", "There is no bundles/", verify(usual.pack(fewer)));
  }

  @Test
  void a_key_or_signature_that_was_swapped_does_not_count() throws IOException {
    var mine = SigningKey.fresh();
    var envelope = PackNames.envelope(usual.bundle.digest());
    var signed = BundleSignature.sign(usual.bundle, mine.signing()::sign);
    assertFails("bundles", "by a trusted key", with(envelope, signed));
    assertFails("bundles", "does not count", with(envelope, new byte[0]));
    // With the key that made it, for which the site gave no word: by its own, or to another team.
    var swapped = new LinkedHashMap<>(members);
    swapped.put(envelope, signed);
    swapped.put(PackNames.KEYS, usual.keys(mine, PackFixture.TEAM, mine));
    assertFails("bundles", "did not give its word", verify(usual.pack(swapped)));
    swapped.put(PackNames.KEYS, usual.keys(mine, PackFixture.id(77), usual.site));
    assertFails("bundles", "did not give its word", verify(usual.pack(swapped)));
    swapped.put(PackNames.KEYS, usual.keys(mine, PackFixture.TEAM, usual.site, false));
    assertFails("bundles", "by a trusted key", verify(usual.pack(swapped)));
    swapped.put(PackNames.KEYS, "{}".getBytes(UTF_8));
    assertFails("bundles", "keys.json is not", verify(usual.pack(swapped)));
    swapped.put(PackNames.KEYS, usual.keys(mine, PackFixture.TEAM, usual.site));
    assertTrue(verify(usual.pack(swapped)).verified());
    // What comes with the appliance is signed by the site.
    swapped.put(PackNames.KEYS, PackKeys.write(List.of()));
    swapped.put(envelope, BundleSignature.sign(usual.bundle, usual.site.signing()::sign));
    assertTrue(verify(usual.pack(swapped)).verified());
  }

  @Test
  void a_cell_that_was_changed_is_named() throws IOException {
    var name = PackNames.framework("soc2");
    var told = new String(members.get(name), UTF_8);
    var better = told.replaceFirst("\"outcome\":\"fail\",\"title", "\"outcome\":\"pass\",\"title");
    assertFalse(told.equals(better), told);
    assertFails("frameworks", "soc2.json is not what", with(name, better.getBytes(UTF_8)));
    assertFails("frameworks", "first at CC8.1", with(name, better.getBytes(UTF_8)));
    assertFails("frameworks", "no document", with(name, "x".getBytes(UTF_8)));
  }

  @Test
  void a_site_that_has_another_key_by_now_is_known_by_the_one_that_was_kept() throws IOException {
    usual.former = Optional.of(SigningKey.fresh());
    var kept = PackFixture.key(usual.former.get());
    var file = Files.write(folder.resolve("later.zip"), usual.pack(usual.members()));
    var report = new PackVerifier(List.of(kept)).verify(file);
    assertTrue(report.verified(), report.toString());
    var stranger = PackFixture.key(SigningKey.fresh());
    assertFails("signature", "trusted key", new PackVerifier(List.of(stranger)).verify(file));
  }

  @Test
  void an_entry_that_counts_other_answers_than_its_decisions_give_is_found() throws IOException {
    var pack = PackFixture.usual();
    var one = pack.decision("shop", PackFixture.FROM);
    var digest = Digests.sha256();
    var batch = PackFixture.id(88);
    var placed = PackFixture.placed(one, batch, 0);
    digest.update(placed.chained());
    digest.update((byte) '\n');
    pack.decisions().add(placed);
    pack.entry(
        PackFixture.TO.plusSeconds(99),
        "decision.record",
        new Resource("decision-batch", batch),
        Map.of(
            "allowed", new Whole(0),
            "denied", new Whole(1),
            "digest", new Text(Digests.hex(digest))));
    assertFails("decisions", "are not those of", verify(pack, pack.pack(pack.members())));
  }

  @Test
  void counts_of_the_manifest_are_those_of_the_file() throws IOException {
    var counted = usual.tally().counted();
    var fewer = new PackManifest.Decisions(counted.all(), counted.inside(), 0);
    var report = verify(usual.pack(members, PackFixture.OF, fewer, usual.site));
    assertFails("decisions", "counts other decisions", report);
  }

  @Test
  void decisions_that_have_entries_of_their_own_are_read_once_each() throws IOException {
    var one = usual.deed(PackFixture.FROM, ShippedBundle.floor());
    var pack = deeds(one, one.id(), Digests.of(one.chained()), Digests.of(one.chained()));
    var members = pack.members();
    var report = verify(pack, pack.pack(members));
    assertTrue(report.verified(), report.toString());
    assertTrue(sentence(report, "decisions").startsWith("6 of the period"), report.toString());
    var fewer = pack.decisions().subList(0, pack.decisions().size() - 1);
    members.put(PackNames.DECISIONS, PackFixture.lines(fewer));
    assertFails("decisions", "At entry 6", verify(pack, pack.pack(members)));

    var again = deeds(one, one.id(), Digests.of(one.chained()), Digests.of(new byte[0]));
    assertFails("decisions", "has another hash", verify(again, again.pack(again.members())));
    var changed = deeds(one, one.id(), Digests.of(new byte[0]));
    assertFails("decisions", "is not that of", verify(changed, changed.pack(changed.members())));
    var another = deeds(one, PackFixture.id(77), Digests.of(one.chained()));
    assertFails("decisions", "is not that of", verify(another, another.pack(another.members())));
    var other = PackFixture.usual().deed(PackFixture.FROM.plusSeconds(1), ShippedBundle.floor());
    pack.decisions().set(pack.decisions().size() - 1, other);
    assertFails("decisions", "is not that of", verify(pack, pack.pack(pack.members())));
  }

  @Test
  void a_platform_floor_is_the_sites_or_one_that_nobody_kept() throws IOException {
    var floor = ShippedBundle.floor();
    var one = usual.deed(PackFixture.FROM, floor);
    var pack = deeds(one, one.id(), Digests.of(one.chained()));
    var members = pack.members();
    var without = verify(pack, pack.pack(members));
    assertTrue(without.verified(), without.toString());
    assertEquals(
        "1 bundles decided, each as it was signed; 1 former platform floors are not here",
        sentence(without, "bundles"));
    members.put(PackNames.archive(floor.digest()), floor.archive());
    members.put(
        PackNames.envelope(floor.digest()), BundleSignature.sign(floor, pack.site.signing()::sign));
    var with = verify(pack, pack.pack(members));
    assertTrue(with.verified(), with.toString());
    assertEquals("2 bundles decided, each as it was signed", sentence(with, "bundles"));
    var mine = SigningKey.fresh();
    members.put(
        PackNames.envelope(floor.digest()), BundleSignature.sign(floor, mine.signing()::sign));
    assertFails("bundles", "by a trusted key", verify(pack, pack.pack(members)));
  }

  @Test
  void without_a_key_nothing_is_verified() {
    assertThrows(IllegalArgumentException.class, () -> new PackVerifier(List.of()));
  }

  /** The usual pack, and entries of that decision which hold these hashes. */
  private static PackFixture deeds(DecisionRecord one, UUID named, String... hashes) {
    var pack = PackFixture.usual();
    pack.decisions().add(one);
    for (String hash : hashes) {
      var id = new Text(named.toString());
      pack.entry(
          PackFixture.TO.plus(Duration.ofMinutes(2)),
          "secret.put",
          new Resource("secret", PackFixture.id(3)),
          Map.of("decision_id", id, "decision_hash", new Text(hash)));
    }
    return pack;
  }

  private String lines() {
    return new String(members.get(PackNames.DECISIONS), UTF_8);
  }

  private PackReport with(String decisions) throws IOException {
    return with(PackNames.DECISIONS, decisions.getBytes(UTF_8));
  }

  private PackReport with(List<DecisionRecord> decisions) throws IOException {
    return with(PackNames.DECISIONS, PackFixture.lines(decisions));
  }

  private PackReport with(String name, byte[] content) throws IOException {
    var changed = new LinkedHashMap<>(members);
    changed.put(name, content);
    return verify(usual.pack(changed));
  }

  private PackReport verify(byte[] pack) throws IOException {
    return verify(usual, pack);
  }

  private PackReport verify(PackFixture of, byte[] pack) throws IOException {
    var file = folder.resolve("pack.zip");
    Files.write(file, pack);
    return new PackVerifier(List.of(of.siteKey())).verify(file);
  }

  private static byte[] flipped(byte[] bytes) {
    var changed = bytes.clone();
    changed[changed.length / 2] ^= 1;
    return changed;
  }

  private static void assertFails(String name, String sentence, PackReport report) {
    assertFalse(report.verified(), report.toString());
    var check = check(report, name);
    assertEquals(State.FAILS, check.state(), report.toString());
    assertTrue(check.sentence().contains(sentence), check.sentence());
  }

  private static PackReport.Check check(PackReport report, String name) {
    return report.checks().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(report.toString()));
  }

  private static String sentence(PackReport report, String name) {
    return check(report, name).sentence();
  }
}
