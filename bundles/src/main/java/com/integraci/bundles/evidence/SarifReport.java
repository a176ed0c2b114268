package com.integraci.bundles.evidence;

import java.util.ArrayList;
import java.util.List;

/** A report in SARIF 2.1.0 (OASIS); other versions are refused. */
record SarifReport(Findings findings, Secrets secrets) {

  private static final String VERSION = "2.1.0";

  /**
   * Reads a report.
   *
   * @throws Fault where it is none
   */
  static SarifReport read(byte[] document) {
    return JsonReader.read(document, SarifReport::read);
  }

  private static SarifReport read(JsonReader in) {
    var versions = new ArrayList<String>(1);
    var runs = new ArrayList<SarifReport>();
    in.object(
        member -> {
          switch (member) {
            case "version" -> versions.add(in.text());
            case "runs" -> in.array(() -> runs.add(of(SarifRun.read(in))));
            case "inlineExternalProperties" ->
                throw in.fault("Properties outside the runs are not read.");
            default -> in.pass();
          }
        });
    if (!versions.equals(List.of(VERSION))) {
      throw new Fault("It is not SARIF " + VERSION + ".");
    }
    return runs.stream()
        .reduce(SarifReport::and)
        .orElseThrow(() -> new Fault("It has no run of a tool."));
  }

  private static SarifReport of(SarifRun run) {
    return new SarifReport(
        new Findings(
            run.fresh(SarifLevel.ERROR), run.fresh(SarifLevel.WARNING), run.fresh(SarifLevel.NOTE)),
        new Secrets(run.there()));
  }

  private SarifReport and(SarifReport that) {
    return new SarifReport(findings.and(that.findings), secrets.and(that.secrets));
  }
}
