package com.integraci.bundles.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.audit.AuditEntry.Actor;
import com.integraci.bundles.audit.AuditEntry.Outcome;
import com.integraci.bundles.audit.AuditEntry.Resource;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.canonical.JsonValue.Text;
import com.integraci.bundles.canonical.JsonValue.Whole;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditEntryTest {
  private static final UUID TENANT = UUID.fromString("018f0000-0000-7000-8000-000000000001");
  private static final UUID ENTRY = UUID.fromString("018f0000-0000-7000-8000-000000000002");
  private static final UUID MEMBER = UUID.fromString("018f0000-0000-7000-8000-000000000003");

  @Test
  void theEncodingAndTheFirstLinksAreTheseForever() {
    byte[] bytes = full().bytes();
    assertEquals(
        "{\"action\":\"secret.rotate\","
            + "\"actor\":{\"id\":\"018f0000-0000-7000-8000-000000000003\",\"kind\":\"member\"},"
            + "\"at\":1795348800123456,"
            + "\"detail\":\""
            + "00".repeat(32)
            + "\",\"facts\":{\"role\":\"admin\",\"version\":3},"
            + "\"id\":\"018f0000-0000-7000-8000-000000000002\",\"outcome\":\"done\","
            + "\"permit\":\"admin\",\"request\":\"018f0000-0000-7000-8000-000000000006\","
            + "\"resource\":{\"id\":\"018f0000-0000-7000-8000-000000000004\",\"kind\":\"secret\"},"
            + "\"tenant\":\"018f0000-0000-7000-8000-000000000001\",\"v\":1,"
            + "\"workflow\":\"018f0000-0000-7000-8000-000000000005\"}",
        new String(bytes, UTF_8));
    // Computed by Python's hashlib from docs/audit-format.md.
    assertEquals(
        "49505d6e4602bad8d2ab9c4c2a650167a1a7a5e6d31dbaf4f3d59b378c1951ba",
        AuditChain.genesis(TENANT).hex());
    assertEquals(
        "b7e80b701b994eb63a527aa4a511b28fcea77289f3ce758f40712442446d7129",
        AuditChain.begin(TENANT).append(bytes).hash().hex());
    assertEquals(
        "8320da94cbff67edec287f947789bc84d983c43dbe3dc7340a81cdf49e7d2484",
        AuditDetail.stored(new byte[32], "{\"name\":\"Ada\"}".getBytes(UTF_8)).hash(ENTRY).hex());
  }

  @Test
  void whatIsAbsentLeavesNoMember() {
    String text = new String(small("secret.put", "secret").bytes(), UTF_8);
    for (String member : new String[] {"permit", "request", "workflow", "facts", "detail"}) {
      assertTrue(!text.contains("\"" + member + "\":"), member);
    }
  }

  @Test
  void namesAddressesAndSentencesDoNotFit() {
    for (String text :
        new String[] {"ada lovelace", "ada@example.com", "", "a\nb", "é", "x".repeat(129)}) {
      var fact = Map.<String, JsonValue>of("role", new Text(text));
      assertThrows(IllegalArgumentException.class, () -> small(text, "secret"), text);
      assertThrows(IllegalArgumentException.class, () -> small("secret.put", text), text);
      assertThrows(IllegalArgumentException.class, () -> with(fact), text);
    }
    assertThrows(
        IllegalArgumentException.class, () -> with(Map.of("a", JsonValue.object().build())));
  }

  @Test
  void factsAndBytesAreBounded() {
    Map<String, JsonValue> facts = new HashMap<>();
    for (int i = 0; i < AuditEntry.FACTS_MAX; i++) {
      facts.put("x".repeat(120) + i, new Text("V".repeat(128)));
    }
    AuditEntry large = with(facts);
    assertThrows(IllegalArgumentException.class, large::bytes);
    facts.put("one-more", new Whole(1));
    assertThrows(IllegalArgumentException.class, () -> with(facts));
  }

  @Test
  void detailHashesDependOnEntryAndSalt() {
    var content = JsonValue.object().put("name", "Ada Lovelace").build();
    AuditDetail one = AuditDetail.of(content);
    AuditDetail two = AuditDetail.of(content);
    assertNotEquals(one.hash(ENTRY), two.hash(ENTRY));
    assertNotEquals(one.hash(ENTRY), one.hash(MEMBER));
    assertEquals(one.hash(ENTRY), AuditDetail.stored(one.salt(), one.content()).hash(ENTRY));
  }

  @Test
  void anEntryCanNotMoveToAnotherTenantOrPlace() {
    byte[] bytes = full().bytes();
    ChainHash head = AuditChain.genesis(TENANT);
    ChainHash here = AuditChain.resume(TENANT, 4, head).append(bytes).hash();
    assertNotEquals(here, AuditChain.resume(MEMBER, 4, head).append(bytes).hash());
    assertNotEquals(here, AuditChain.resume(TENANT, 5, head).append(bytes).hash());
    assertNotEquals(AuditChain.genesis(TENANT), AuditChain.genesis(MEMBER));
  }

  private static AuditEntry full() {
    return new AuditEntry(
        TENANT,
        ENTRY,
        Instant.parse("2026-11-22T12:00:00.123456789Z"),
        new Actor(Actor.Kind.MEMBER, MEMBER),
        "secret.rotate",
        new Resource("secret", UUID.fromString("018f0000-0000-7000-8000-000000000004")),
        Outcome.DONE,
        Optional.of("admin"),
        Optional.of(UUID.fromString("018f0000-0000-7000-8000-000000000006")),
        Optional.of(UUID.fromString("018f0000-0000-7000-8000-000000000005")),
        Map.of("version", new Whole(3), "role", new Text("admin")),
        Optional.of(ChainHash.of(new byte[32])));
  }

  private static AuditEntry small(String action, String kind) {
    return new AuditEntry(
        TENANT,
        ENTRY,
        Instant.EPOCH,
        new Actor(Actor.Kind.SYSTEM, MEMBER),
        action,
        new Resource(kind, MEMBER),
        Outcome.DENIED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty());
  }

  private static AuditEntry with(Map<String, JsonValue> facts) {
    AuditEntry e = full();
    return new AuditEntry(
        e.tenant(),
        e.id(),
        e.at(),
        e.actor(),
        e.action(),
        e.resource(),
        e.outcome(),
        e.permit(),
        e.request(),
        e.workflow(),
        facts,
        e.detail());
  }
}
