package com.integraci.bundles.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.integraci.bundles.audit.AuditChain;
import com.integraci.bundles.audit.AuditEntry;
import com.integraci.bundles.audit.AuditEntry.Actor;
import com.integraci.bundles.audit.AuditEntry.Outcome;
import com.integraci.bundles.audit.AuditEntry.Resource;
import com.integraci.bundles.audit.AuditExport;
import com.integraci.bundles.audit.AuditKey;
import com.integraci.bundles.audit.AuditStatement;
import com.integraci.bundles.audit.AuditStatement.Checkpoint;
import com.integraci.bundles.audit.AuditStatement.NewKey;
import com.integraci.bundles.audit.AuditStatement.Segment;
import com.integraci.bundles.audit.SignedStatement;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.canonical.JsonValue.Text;
import com.integraci.bundles.canonical.JsonValue.Whole;
import com.integraci.bundles.compliance.FrameworkStatus;
import com.integraci.bundles.policy.DecisionHashes;
import com.integraci.bundles.policy.DecisionRecord;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.ShippedBundle;
import com.integraci.bundles.signing.BundleSignature;
import com.integraci.bundles.signing.KeyVoucher;
import com.integraci.bundles.signing.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes true packs for tests, of a team and a site with keys of their own. */
final class PackFixture {

  static final UUID TEAM = id(1);
  static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
  static final Instant TO = Instant.parse("2026-11-02T00:00:00Z");
  static final PackManifest.Of OF = new PackManifest.Of(id(2), TEAM, FROM, TO);

  private static final String INPUT = "{\"service\":\"shop\"}";

  final PolicyBundle bundle = ShippedBundle.gate();
  final SigningKey.Pair team = SigningKey.fresh();
  final SigningKey.Pair site = SigningKey.fresh();

  /** The key that the site had before, if it is not the first. */
  Optional<SigningKey.Pair> former = Optional.empty();

  /** The chain, as far as the pack has it. */
  private final List<AuditEntry> entries = new ArrayList<>();

  private final List<DecisionRecord> decisions = new ArrayList<>();
  private int made = 100;

  static UUID id(long number) {
    return new UUID(0x018f_0000_0000_7000L, 0x8000_0000_0000_0000L + number);
  }

  /** What most packs are: a batch at each edge, one within, a fact erased, no bundle once. */
  static PackFixture usual() {
    var pack = new PackFixture();
    pack.entry(FROM.minus(Duration.ofMinutes(11)), "secret.put", new Resource("secret", id(3)));
    var before = FROM.minusMillis(5);
    pack.batch(FROM.plusMillis(9), pack.decision("shop", before), pack.decision("shop", FROM));
    var later = FROM.plus(Duration.ofHours(1));
    pack.batch(
        later, pack.denied("till", later), erased(pack.decision("shop", later)), none(later));
    pack.batch(
        TO.plusMillis(9), pack.decision("shop", TO.minusMillis(1)), pack.decision("web", TO));
    pack.making(TO.plus(Duration.ofMinutes(1)));
    return pack;
  }

  AuditKey siteKey() {
    return key(site);
  }

  static AuditKey key(SigningKey.Pair pair) {
    byte[] encoded = pair.trusted().encoded();
    return AuditKey.ofRaw(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
  }

  DecisionRecord decision(String service, Instant at) {
    return record(service, at, "{\"outcome\":\"pass\",\"rule\":\"tests_ran\"}", true);
  }

  DecisionRecord denied(String service, Instant at) {
    return record(service, at, "{\"outcome\":\"fail\",\"rule\":\"tests_ran\"}", false);
  }

  private DecisionRecord record(String service, Instant at, String finding, boolean allowed) {
    var manifest = bundle.manifest();
    var by = new DecisionRecord.BundleRef(manifest.name(), manifest.version(), bundle.digest());
    return new DecisionRecord(
        id(made++),
        at,
        new DecisionRecord.About("gate-1", "deploy", service, "production", "c".repeat(40)),
        allowed,
        "rules",
        Optional.of(by),
        Optional.of(INPUT),
        DecisionHashes.of(INPUT, "{\"findings\":[" + finding + "]}"),
        "{\"findings\":[" + finding + "]}",
        31,
        new DecisionRecord.Asked("service", id(4), Optional.empty()));
  }

  /** On an action, by the platform floor of that digest. */
  DecisionRecord deed(Instant at, PolicyBundle floor) {
    var manifest = floor.manifest();
    var by = new DecisionRecord.BundleRef(manifest.name(), manifest.version(), floor.digest());
    var deed = new DecisionRecord.Deed("secret.put", "owner", "secret", id(3), floor.digest());
    return new DecisionRecord(
        id(made++),
        at,
        new DecisionRecord.About("action-1", deed),
        true,
        "rules",
        Optional.of(by),
        Optional.of(INPUT),
        DecisionHashes.of(
            INPUT, "{\"findings\":[{\"outcome\":\"pass\",\"rule\":\"role_allowed\"}]}"),
        "{\"findings\":[{\"outcome\":\"pass\",\"rule\":\"role_allowed\"}]}",
        0,
        new DecisionRecord.Asked("member", id(4), Optional.empty()));
  }

  static DecisionRecord erased(DecisionRecord one) {
    return new DecisionRecord(
        one.id(),
        one.at(),
        one.about(),
        one.allowed(),
        one.reason(),
        one.bundle(),
        Optional.empty(),
        new DecisionHashes(
            Optional.empty(), one.hashes().input(), one.hashes().result(), one.hashes().findings()),
        one.result(),
        one.latencyMicros(),
        one.asked());
  }

  private static DecisionRecord none(Instant at) {
    return new DecisionRecord(
        id(99),
        at,
        new DecisionRecord.About("gate-1", "deploy", "bare", "production", "c".repeat(40)),
        false,
        "no_bundle",
        Optional.empty(),
        Optional.of(INPUT),
        DecisionHashes.of(INPUT, "{\"findings\":[],\"message\":\"None is active.\"}"),
        "{\"findings\":[],\"message\":\"None is active.\"}",
        31,
        new DecisionRecord.Asked("member", id(4), Optional.empty()));
  }

  /** Commits them together. */
  void batch(Instant at, DecisionRecord... together) {
    var batch = id(made++);
    var digest = Digests.sha256();
    int allowed = 0;
    for (int place = 0; place < together.length; place++) {
      var one = placed(together[place], batch, place);
      decisions.add(one);
      digest.update(one.chained());
      digest.update((byte) '\n');
      allowed += one.allowed() ? 1 : 0;
    }
    Map<String, JsonValue> facts =
        Map.of(
            "allowed", new Whole(allowed),
            "denied", new Whole(together.length - allowed),
            "digest", new Text(Digests.hex(digest)));
    entry(at, "decision.record", new Resource("decision-batch", batch), facts);
  }

  static DecisionRecord placed(DecisionRecord one, UUID batch, int place) {
    return new DecisionRecord(
        one.id(),
        one.at(),
        one.about(),
        one.allowed(),
        one.reason(),
        one.bundle(),
        one.input(),
        one.hashes(),
        one.result(),
        one.latencyMicros(),
        new DecisionRecord.Asked(
            one.asked().kind(),
            one.asked().actor(),
            Optional.of(new DecisionRecord.Batch(batch, place))));
  }

  /** The entry by which the pack is made. */
  void making(Instant at) {
    Map<String, JsonValue> facts =
        Map.of("from", new Text(FROM.toString()), "to", new Text(TO.toString()));
    entry(at, PackCoverage.ACTION, new Resource(PackCoverage.KIND, OF.id()), facts);
  }

  void entry(Instant at, String action, Resource resource) {
    entry(at, action, resource, Map.of());
  }

  void entry(Instant at, String action, Resource resource, Map<String, JsonValue> facts) {
    entries.add(
        new AuditEntry(
            TEAM,
            id(made++),
            at,
            new Actor(Actor.Kind.SYSTEM, id(5)),
            action,
            resource,
            Outcome.DONE,
            Optional.of("system"),
            Optional.empty(),
            Optional.empty(),
            facts,
            Optional.empty()));
  }

  List<DecisionRecord> decisions() {
    return decisions;
  }

  /** The audit export, from an entry on, of a team. */
  byte[] audit(UUID of, long first) {
    try {
      var out = new ByteArrayOutputStream();
      var chain = AuditChain.begin(of);
      for (long i = 1; i < first; i++) {
        var _ = chain.append(entries.getFirst().bytes());
      }
      var export = new AuditExport(out, of, first, chain.head());
      if (former.isPresent()) {
        var before = former.get();
        export.key(signed(new NewKey(siteKey(), FROM, key(before).id()), before));
      }
      for (AuditEntry entry : entries) {
        export.entry(chain.append(entry.bytes()), entry.bytes());
      }
      var whole = new Segment(of, 1, chain.sequence(), chain.head());
      export.checkpoint(signed(new Checkpoint(whole, TO, siteKey().id())));
      export.end(signed(export.statement(TO.plus(Duration.ofMinutes(2)), siteKey().id())));
      return out.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private SignedStatement signed(AuditStatement statement) {
    return signed(statement, site);
  }

  private static SignedStatement signed(AuditStatement statement, SigningKey.Pair by) {
    return new SignedStatement(
        statement.bytes(), by.signing().sign(AuditStatement.signingInput(statement.bytes())));
  }

  static byte[] lines(List<DecisionRecord> decisions) {
    var out = new ByteArrayOutputStream();
    for (DecisionRecord one : decisions) {
      out.writeBytes(one.line());
      out.write('\n');
    }
    return out.toByteArray();
  }

  /** The keys as a pack has them. */
  byte[] keys(SigningKey.Pair key, UUID team, SigningKey.Pair by) {
    return keys(key, team, by, true);
  }

  byte[] keys(SigningKey.Pair key, UUID team, SigningKey.Pair by, boolean bundles) {
    var trusted = key.trusted();
    var voucher = new KeyVoucher(team, trusted.id(), bundles, !bundles).seal(by.signing()::sign);
    return PackKeys.write(List.of(new PackKeys.Key("main", trusted, bundles, !bundles, voucher)));
  }

  /** All members but the manifest and its signature. */
  Map<String, byte[]> members() {
    var members = new LinkedHashMap<String, byte[]>();
    members.put(PackNames.README, "What it is.\n".getBytes(UTF_8));
    members.put(PackNames.AUDIT, audit(TEAM, 1));
    members.put(PackNames.DECISIONS, lines(decisions));
    members.put(PackNames.archive(bundle.digest()), bundle.archive());
    members.put(
        PackNames.envelope(bundle.digest()), BundleSignature.sign(bundle, team.signing()::sign));
    members.put(PackNames.KEYS, keys(team, TEAM, site));
    var rules = new HashMap<>(Map.of(bundle.digest(), bundle.manifest().rules()));
    for (FrameworkStatus status : tally().frameworks(rules)) {
      members.put(PackNames.framework(status.map().framework()), status.document());
    }
    return members;
  }

  PackTally tally() {
    var tally = new PackTally(OF);
    decisions.forEach(tally::add);
    return tally;
  }

  /** As the site signs it, whatever is in it. */
  byte[] pack(Map<String, byte[]> members) {
    return pack(members, OF, tally().counted(), site);
  }

  byte[] pack(
      Map<String, byte[]> members,
      PackManifest.Of of,
      PackManifest.Decisions counted,
      SigningKey.Pair by) {
    try {
      var out = new ByteArrayOutputStream();
      var pack = new PackWriter(out);
      for (var member : members.entrySet()) {
        pack.member(member.getKey(), to -> to.write(member.getValue()));
      }
      var manifest = new PackManifest(of, counted, pack.members());
      pack.end(manifest, PackSignature.seal(manifest, by.signing()::sign));
      return out.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
