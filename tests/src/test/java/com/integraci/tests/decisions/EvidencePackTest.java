package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.compliance.Compliance;
import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.exemptions.ExemptionTerms;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.compliance.FrameworkStatus;
import com.integraci.bundles.pack.PackNames;
import com.integraci.bundles.pack.PackReport;
import com.integraci.bundles.pack.PackReport.State;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.DecisionRecord;
import com.integraci.bundles.policy.ShippedBundle;
import com.integraci.installer.compliance.ComplianceCommand;
import com.integraci.installer.outcome.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** Evidence packs of decisions that were made: whole, checked elsewhere, and one team's alone. */
@Tag("isolation")
final class EvidencePackTest {

  private static final Duration MONTH = Duration.ofDays(30);

  private static final AtomicInteger VERSIONS = new AtomicInteger();

  private static PackDesk desk;
  private static Lab lab;

  @TempDir private static Path state;
  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    desk = new PackDesk(state);
    lab = desk.lab;
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  /** What was decided before stays: the chain of the team has it too. */
  @BeforeEach
  void rules() {
    lab.desk.sql("delete from app.policy_exception");
    var version = "1.0." + VERSIONS.incrementAndGet();
    lab.activate(lab.publish(lab.caller(Role.OWNER), folder, version, 1));
  }

  @Test
  void what_a_team_decided_is_taken_out_and_holds_elsewhere() throws Exception {
    var begun = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    decide("shop", true);
    excepted("till");
    assertTrue(decide("till", false).allowed());
    var erased = decide("web", false);
    lab.deciding.decisions().erase(lab.caller(Role.OWNER), erased.id());
    var next = lab.table.bundles.publishShipped(lab.caller(Role.OWNER), DecisionKind.GATE_1);
    lab.activate(next);
    decide("shop", true);

    var pack = make(begun);
    var report = desk.verify(pack);
    assertTrue(report.verified(), report.toString());
    assertTrue(sentence(report, "decisions").endsWith("of 1 the facts were erased"), report + "");
    var of = report.of().orElseThrow();
    var made = decisions(pack).filter(one -> of.holds(one.at())).toList();
    assertEquals(4, made.stream().filter(one -> one.about().kind().equals("gate-1")).count());
    // What was done by people of the team was decided too, and stands in the file beside.
    assertTrue(made.stream().anyMatch(one -> one.about().what().equals("exception.approve")));
    var shipped = PackNames.archive(ShippedBundle.gate().digest());
    assertTrue(names(pack).contains(shipped), names(pack).toString());

    // As it stands on the page, by the same decisions.
    pack = make(Instant.now().minus(MONTH));
    var compliance =
        new Compliance(
            lab.desk.database, Policy.load(), lab.bundles.rules(), InstantSource.system());
    for (FrameworkStatus status : compliance.all(lab.caller(Role.AUDITOR), 30)) {
      assertEquals(
          new String(status.document(), StandardCharsets.UTF_8),
          PackDesk.member(pack, PackNames.framework(status.map().framework())));
    }
    assertTrue(PackDesk.member(pack, PackNames.framework("soc2")).contains("\"excepted\":1"));
  }

  @Test
  void the_chain_says_that_it_was_taken_out_and_by_which_manifest() throws Exception {
    decide("shop", true);
    var begun = Instant.now().minus(MONTH).truncatedTo(ChronoUnit.MILLIS);
    var pack = make(begun);
    var manifest = PackDesk.member(pack, PackNames.MANIFEST);
    var id = desk.verify(pack).of().orElseThrow().id();
    assertEquals(
        List.of(begun + " ", " " + sha256(manifest)),
        lab.desk.texts(
            """
            select coalesce(e -> 'facts' ->> 'from', '') || ' '
                   || coalesce(e -> 'facts' ->> 'manifest', '')
            from (select position, convert_from(body, 'UTF8')::json as e from app.audit_entry) x
            where e ->> 'action' = 'compliance.export' and e -> 'resource' ->> 'id' = '%s'
            order by position
            """
                .formatted(id)));
  }

  @Test
  void a_commit_at_the_periods_edge_is_whole_and_counts_by_its_decisions() throws Exception {
    var edge = inTheMiddleOfACommit();
    var pack = make(edge);
    var report = desk.verify(pack);
    assertTrue(report.verified(), report.toString());
    var of = report.of().orElseThrow();
    var made = decisions(pack).toList();
    long inside = made.stream().filter(one -> of.holds(one.at())).count();
    assertTrue(sentence(report, "decisions").startsWith(inside + " of the period"), report + "");
    assertEquals(
        List.of(Long.toString(inside)),
        lab.desk.texts(
            "select count(*) from app.decision where decided_at >= '%s' and decided_at < '%s'"
                .formatted(of.from(), of.to())));
    var parted =
        made.stream()
            .filter(one -> one.at().isBefore(edge))
            .flatMap(one -> one.asked().batch().map(DecisionRecord.Batch::id).stream())
            .toList();
    assertTrue(
        made.stream()
            .filter(one -> of.holds(one.at()))
            .anyMatch(
                one -> one.asked().batch().filter(in -> parted.contains(in.id())).isPresent()),
        "one that is beside the period was committed with one that is not");
  }

  @Test
  void a_pack_that_could_not_be_written_to_its_end_is_none() throws Exception {
    decide("shop", true);
    var whole = Files.size(make(Instant.now().minus(MONTH)));
    for (long bytes : List.of(10L, whole / 2, whole - 10)) {
      var out = new ByteArrayOutputStream();
      var pack = desk.packs.make(lab.caller(Role.AUDITOR), Instant.now().minus(MONTH), now());
      assertThrows(IOException.class, () -> pack.writeTo(new Breaking(out, bytes)));
      var file = Files.write(folder.resolve("cut.zip"), out.toByteArray());
      assertFails("file", desk.verify(file));
    }
  }

  @Test
  void whoever_may_not_is_refused_and_gets_nothing_of_another_team() throws Exception {
    decide("shop", true);
    for (Role role : List.of(Role.MAINTAINER, Role.DEVELOPER, Role.VIEWER)) {
      var caller = lab.caller(role);
      assertThrows(Denied.class, () -> desk.packs.make(caller, now().minus(MONTH), now()));
    }
    // That they were denied was decided, and is in the team's own.
    var own = make(now().minus(MONTH));
    assertTrue(desk.verify(own).verified(), desk.verify(own).toString());
    assertEquals(
        3,
        decisions(own)
            .filter(one -> !one.allowed() && one.about().what().equals("compliance.export"))
            .count());
    var stranger = lab.desk.caller(lab.desk.other, Role.OWNER);
    var pack = desk.make(stranger, now().minus(MONTH), now(), folder.resolve("other.zip"));
    var report = desk.verify(pack);
    assertTrue(report.verified(), report.toString());
    assertEquals(lab.desk.other.value(), report.of().orElseThrow().team());
    for (String name : names(pack)) {
      var content = PackDesk.member(pack, name);
      assertFalse(content.contains(lab.desk.team.toString()), name);
      assertFalse(content.contains(lab.table.key.trusted().id()), name);
    }
    assertEquals(
        List.of("compliance.export"), decisions(pack).map(one -> one.about().what()).toList());
  }

  @Test
  void the_command_says_a_line_for_each_check_and_how_it_ended() throws Exception {
    decide("shop", true);
    var pack = make(now().minus(MONTH));
    var key = Files.writeString(folder.resolve("key.pem"), desk.siteKeys().getFirst().pem());
    var out = new StringWriter();
    assertEquals(0, verify(out, pack, key), out.toString());
    var said = out.toString().lines().toList();
    assertEquals("VERIFIED", said.getFirst());
    assertTrue(said.contains("team          " + lab.desk.team), out.toString());
    assertEquals(6, said.stream().filter(line -> line.contains("  ok     ")).count(), out + "");

    var cut = folder.resolve("cut.zip");
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(pack), 1000));
    out = new StringWriter();
    assertEquals(40, verify(out, cut, key), out.toString());
    assertTrue(out.toString().contains("NOT VERIFIED"), out.toString());
    assertTrue(out.toString().contains("file          FAILS  It does not end"), out.toString());
    out = new StringWriter();
    assertEquals(40, verify(out, cut, key, "--json"), out.toString());
    assertFalse(JsonMapper.shared().readTree(out.toString()).path("verified").asBoolean(true));
    var none = folder.resolve("none.zip");
    assertThrows(Refusal.class, () -> verify(new StringWriter(), none, key));
    assertThrows(Refusal.class, () -> verify(new StringWriter(), pack, none));
  }

  private static int verify(StringWriter out, Path pack, Path key, String... more)
      throws Exception {
    var line = new CommandLine(new ComplianceCommand()).setOut(new PrintWriter(out));
    var arguments = new ArrayList<>(List.of("verify", pack.toString(), "--key", key.toString()));
    arguments.addAll(List.of(more));
    var command = line.parseArgs(arguments.toArray(String[]::new)).subcommand().commandSpec();
    return (Integer) ((Callable<?>) command.userObject()).call();
  }

  @Test
  void a_period_that_is_none_or_too_long_is_refused() {
    var caller = lab.caller(Role.AUDITOR);
    var now = now();
    for (List<Instant> wrong :
        List.of(
            List.of(now, now),
            List.of(now, now.minusSeconds(1)),
            List.of(now.plusSeconds(60), now.plusSeconds(120)),
            List.of(now.minus(Duration.ofDays(367)), now))) {
      assertThrows(Invalid.class, () -> desk.packs.make(caller, wrong.getFirst(), wrong.getLast()));
    }
  }

  private Path make(Instant from) throws IOException {
    var file = folder.resolve("pack-" + System.nanoTime() + ".zip");
    return desk.make(lab.caller(Role.AUDITOR), from, now().plusSeconds(60), file);
  }

  private static Instant now() {
    return Instant.now();
  }

  /** When the second of a commit was decided: asks many at a time until one has two times. */
  private static Instant inTheMiddleOfACommit() throws InterruptedException {
    for (int turn = 0; turn < 50; turn++) {
      try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 24; i++) {
          many.execute(() -> decide("shop", true));
        }
      }
      var found =
          lab.desk.texts(
              """
              select to_char(max(decided_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
              from app.decision where batch_id is not null group by batch_id
              having max(decided_at) > min(decided_at) limit 1
              """);
      if (!found.isEmpty()) {
        return Instant.parse(found.getFirst());
      }
    }
    throw new AssertionError("no two decisions were committed together");
  }

  private static void excepted(String service) {
    var terms =
        new ExemptionTerms(
            "tests_passed",
            service,
            Optional.empty(),
            "why",
            Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS));
    var exceptions = lab.deciding.exemptions();
    var asked = exceptions.ask(lab.caller(Role.OWNER), terms);
    exceptions.approve(lab.caller(Role.OWNER), asked.id());
  }

  private static Decision decide(String service, boolean tested) {
    var facts = Desk.facts();
    facts.put("service", service);
    if (!tested) {
      facts.put("evidence", Map.of());
    }
    return lab.deciding.gates().decide(lab.caller(Role.DEVELOPER), "deploy", facts);
  }

  private static Stream<DecisionRecord> decisions(Path pack) throws IOException {
    return PackDesk.member(pack, PackNames.DECISIONS)
        .lines()
        .map(line -> DecisionRecord.read(line.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> names(Path pack) {
    try (var zip = new ZipFile(pack.toFile())) {
      return zip.stream().map(entry -> entry.getName()).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(String text) throws Exception {
    var hash = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(hash.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void assertFails(String name, PackReport report) {
    assertTrue(
        report.checks().stream()
            .anyMatch(check -> check.name().equals(name) && check.state() == State.FAILS),
        report.toString());
  }

  private static String sentence(PackReport report, String name) {
    return report.checks().stream()
        .filter(check -> check.name().equals(name))
        .map(PackReport.Check::sentence)
        .findFirst()
        .orElseThrow();
  }

  /** Ends as a connection does. */
  private static final class Breaking extends FilterOutputStream {
    private long left;

    Breaking(OutputStream out, long left) {
      super(out);
      this.left = left;
    }

    @Override
    public void write(int b) throws IOException {
      if (left-- <= 0) {
        throw new IOException("gone");
      }
      out.write(b);
    }
  }
}
