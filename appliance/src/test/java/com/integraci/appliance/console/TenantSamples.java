package com.integraci.appliance.console;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Operators' pages of tenants, with plausible content. */
final class TenantSamples {

  private TenantSamples() {}

  static void add(Map<String, String> pages) {
    pages.put("tenants", Page.tenants(Samples.operator("Tenants", Section.TENANTS), tenants()));
    pages.put("tenant-suspend", suspension(false));
    pages.put("tenant-resume", suspension(true));
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
        "https://localhost:8443/signup");
  }

  private static TenantsView.Row tenant(
      String slug, Lamp lamp, String word, Lamp secrets, String state) {
    return new TenantsView.Row(
        slug,
        "01943a5e-8a53-7c3e-9c7b-0d4d5b0c9f1a",
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
        });
  }

  private static String suspension(boolean resume) {
    var base = "/t/appliance/tenants";
    var form = resume ? Form.EMPTY : Form.EMPTY.wrong("reason", "This field is missing.");
    return Page.suspension(
        Samples.operator("Suspend a team", Section.TENANTS),
        new SuspensionView("acme", resume, base + "/suspend", base, form));
  }
}
