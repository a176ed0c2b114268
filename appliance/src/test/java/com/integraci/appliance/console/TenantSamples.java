package com.integraci.appliance.console;

import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.notices.NoticeChoice;
import com.integraci.appliance.probe.Attempt;
import com.integraci.appliance.probe.ProbeRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Operators' pages of tenants, with plausible content. */
final class TenantSamples {

  private TenantSamples() {}

  static void add(Map<String, String> pages) {
    pages.put("tenants", Page.tenants(Samples.operator("Tenants", Section.TENANTS), tenants()));
    pages.put("tenant-suspend", suspension(false));
    pages.put("tenant-resume", suspension(true));
    pages.put("notices", notices());
    pages.put(
        "notices-none",
        Page.notices(
            Samples.member("Notices", Section.NOTICES),
            new NoticesView(
                List.of(),
                List.of("service", "security", "account"),
                "security",
                "/t/acme/notices",
                "",
                false,
                NoticeChoice.DEFAULT)));
    pages.put("alerts", alerts());
    pages.put(
        "alerts-none",
        Page.alerts(
            Samples.operator("Alerts", Section.ALERTS), new AlertsView(List.of(), List.of())));
    pages.put("probe", probe(true));
    pages.put("probe-open", probe(false));
    pages.put("tenant-check", repair(true));
    pages.put("tenant-check-well", repair(false));
  }

  private static TenantsView tenants() {
    return new TenantsView(
        "The team umbrella is suspended.",
        List.of(
            tenant("acme", Lamp.OK, "active", Lamp.OK, "ready"),
            tenant("globex-international", Lamp.BUSY, "setting up", Lamp.BUSY, "pending"),
            tenant("umbrella", Lamp.OFF, "suspended", Lamp.OK, "ready"),
            tenant("initech", Lamp.BAD, "failed", Lamp.BAD, "failed")),
        List.of("Realm", "Secrets"),
        "",
        "https://localhost:8443/signup",
        "/t/appliance/tenants/probe");
  }

  private static TenantsView.Row tenant(
      String slug, Lamp lamp, String word, Lamp secrets, String state) {
    return new TenantsView.Row(
        slug,
        UUID.nameUUIDFromBytes(slug.getBytes(StandardCharsets.UTF_8)).toString(),
        "team",
        lamp,
        word,
        List.of(
            new LayerView("Realm", "", Lamp.OK, "ready"),
            new LayerView("Secrets", "", secrets, state)),
        Samples.before(Duration.ofDays(3)),
        switch (word) {
          case "active" -> "/t/appliance/tenants/suspend?team=" + slug;
          case "suspended" -> "/t/appliance/tenants/resume?team=" + slug;
          default -> "";
        },
        word.equals("active") ? "/t/appliance/tenants/repair?team=" + slug : "");
  }

  private static String notices() {
    return Page.notices(
        Samples.member("Notices", Section.NOTICES),
        new NoticesView(
            List.of(
                new NoticesView.Row(
                    "01943a5e-8a53-7c3e-9c7b-0d4d5b0c9f21",
                    "Your role in the team was changed.",
                    "account",
                    Samples.before(Duration.ofMinutes(3)),
                    "/t/acme/notices/01943a5e-8a53-7c3e-9c7b-0d4d5b0c9f1a/read"),
                new NoticesView.Row(
                    "01943a5e-8a53-7c3e-9c7b-0d4d5b0c9f22",
                    "A service account of your team was given a new secret.",
                    "security",
                    Samples.before(Duration.ofDays(1)),
                    "")),
            List.of("service", "security", "account"),
            "",
            "/t/acme/notices",
            "/t/acme/notices?after=01943a5e-8a53-7c3e-9c7b-0d4d5b0c9f1a",
            true,
            NoticeChoice.DEFAULT));
  }

  private static String alerts() {
    var since = Samples.before(Duration.ofMinutes(7));
    return Page.alerts(
        Samples.operator("Alerts", Section.ALERTS),
        new AlertsView(
            List.of(
                new AlertsView.Row(
                    "A component does not answer",
                    "openbao",
                    "Look at its log and at integraci status.",
                    Lamp.BAD,
                    "critical",
                    since,
                    "/t/appliance/components",
                    "/t/appliance/alerts/01943a5e-8a53-7c3e-9c7b-0d4d5b0c9f1a/acknowledge"),
                new AlertsView.Row(
                    "The disk of the data folder is nearly full",
                    "data",
                    "Make room before PostgreSQL stops.",
                    Lamp.WARN,
                    "warning",
                    Samples.before(Duration.ofHours(30)),
                    "",
                    "")),
            List.of(
                new AlertsView.Over(
                    "A team's layers differ and need a person",
                    "01943a5e-8a53-7c3e-9c7b-0d4d5b0c9f1a",
                    Samples.before(Duration.ofDays(3)),
                    Samples.before(Duration.ofDays(2))))));
  }

  private static String probe(boolean whole) {
    return Page.probe(
        Samples.operator("Isolation probe", Section.TENANTS),
        ProbeView.of(
            new ProbeRun(
                UuidV7.next(),
                Samples.before(Duration.ofHours(4)),
                Samples.before(Duration.ofHours(3)),
                List.of(
                    new Attempt("database", "app.secret: read", "blocked", true),
                    new Attempt(
                        "secrets",
                        "request: GET t-00000000-0000-7000-8000-0000000000a2/kv/config",
                        whole ? "403" : "200",
                        whole))),
            "/t/appliance/tenants/probe"));
  }

  private static String repair(boolean differs) {
    var base = "/t/appliance/tenants";
    var rows =
        List.of(
            new RepairView.Row(
                "Realm",
                "The realm's client console is missing. It is made.",
                Lamp.BUSY,
                "is put right"),
            new RepairView.Row(
                "Realm",
                "The user 01890b5a-7d3e-7cc2-8c7b-0d4d5b0c9f1a of the realm is nobody's member. It"
                    + " is removed.",
                Lamp.BAD,
                "is put right, with a loss"),
            new RepairView.Row(
                "Events", "The account is missing. It is made.", Lamp.BUSY, "is put right"));
    return Page.repair(
        Samples.operator("Check a team", Section.TENANTS),
        new RepairView(
            "acme",
            "a".repeat(64),
            differs ? rows : List.of(),
            differs,
            differs ? 3 : 0,
            differs,
            base + "/repair",
            base));
  }

  private static String suspension(boolean resume) {
    var base = "/t/appliance/tenants";
    var form = resume ? Form.EMPTY : Form.EMPTY.wrong("reason", "This field is missing.");
    return Page.suspension(
        Samples.operator("Suspend a team", Section.TENANTS),
        new SuspensionView("acme", resume, base + "/suspend", base, form));
  }
}
