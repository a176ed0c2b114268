package com.integraci.bundles.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A CycloneDX document (ECMA-424), JSON, of versions 1.4 to 1.7. What is absent in it was not found
 * out: without {@code components} it says nothing of a bill, without {@code vulnerabilities}
 * nothing of them.
 */
final class CyclonedxDocument {
  /** Versions that are read. */
  static final List<String> VERSIONS = List.of("1.4", "1.5", "1.6", "1.7");

  private final JsonReader in;
  private String format = "";
  private String version = "";
  private Optional<CyclonedxComponents> components = Optional.empty();
  private Optional<Vulnerabilities> vulnerabilities = Optional.empty();

  private CyclonedxDocument(JsonReader in) {
    this.in = in;
  }

  /**
   * Reads a document.
   *
   * @return of a bill, of vulnerabilities, or of both
   * @throws Fault where it is none
   */
  static List<Fact> read(byte[] document) {
    return JsonReader.read(document, in -> read(in, VERSIONS));
  }

  /**
   * Reads the document that is here.
   *
   * @param versions of which it has to be one
   * @return of a bill, of vulnerabilities, or of both
   * @throws Fault where it is none
   */
  static List<Fact> read(JsonReader in, List<String> versions) {
    return new CyclonedxDocument(in).facts(versions);
  }

  private List<Fact> facts(List<String> versions) {
    in.object(this::member);
    if (!format.equals("CycloneDX") || !versions.contains(version)) {
      throw in.fault("It is not CycloneDX " + named(versions) + ".");
    }
    var facts = new ArrayList<Fact>(2);
    components.ifPresent(all -> facts.add(all.sbom()));
    vulnerabilities.ifPresent(facts::add);
    if (facts.isEmpty()) {
      throw in.fault("It has neither components nor vulnerabilities.");
    }
    return facts;
  }

  private static String named(List<String> versions) {
    return versions.size() == 1
        ? versions.getFirst()
        : versions.getFirst() + " to " + versions.getLast();
  }

  private void member(String member) {
    switch (member) {
      case "bomFormat" -> format = in.text();
      case "specVersion" -> version = in.text();
      case "components" -> {
        var all = new CyclonedxComponents(in);
        all.read();
        components = Optional.of(all);
      }
      case "vulnerabilities" -> {
        var byId = new TreeMap<String, Vulnerability>();
        in.array(
            () -> {
              var one = CyclonedxVulnerability.read(in);
              byId.merge(one.id(), one, Vulnerability::and);
            });
        vulnerabilities = Optional.of(new Vulnerabilities(byId));
      }
      default -> in.pass();
    }
  }
}
