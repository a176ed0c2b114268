package com.integraci.bundles.evidence;

import java.util.SortedSet;
import java.util.TreeSet;

/** Counts the components of a CycloneDX document, those within components too. */
final class CyclonedxComponents {
  private final JsonReader in;
  private final Bill bill = new Bill();

  CyclonedxComponents(JsonReader in) {
    this.in = in;
  }

  /** Reads the array that is here. */
  void read() {
    in.array(() -> component());
  }

  Sbom sbom() {
    return bill.sbom();
  }

  private void component() {
    var one = new Component();
    in.object(
        member -> {
          switch (member) {
            case "version" -> one.version(in.text());
            case "purl" -> one.purl(in, in.text());
            case "licenses" -> one.licences(licenses());
            case "components" -> read();
            default -> in.pass();
          }
        });
    bill.add(one);
  }

  private SortedSet<String> licenses() {
    var found = new TreeSet<String>();
    in.array(
        () ->
            in.object(
                member -> {
                  switch (member) {
                    case "expression" -> found.addAll(SpdxExpression.ids(in, in.text()));
                    case "license" -> in.object(inner -> licence(inner, found));
                    default -> in.pass();
                  }
                }));
    return found;
  }

  /** A name is no id: what has names only counts as without a licence. */
  private void licence(String member, SortedSet<String> found) {
    if (member.equals("id")) {
      found.add(in.factText());
    } else {
      in.pass();
    }
  }
}
