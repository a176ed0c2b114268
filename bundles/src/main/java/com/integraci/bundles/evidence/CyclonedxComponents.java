package com.integraci.bundles.evidence;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Counts the components of a CycloneDX document, those within components too. */
final class CyclonedxComponents {
  // The type of a package URL (ECMA-427); it is compared in lower case.
  private static final Pattern PURL =
      Pattern.compile("pkg:/*(?<type>[A-Za-z][A-Za-z0-9.+-]*)/.+", Pattern.DOTALL);

  private final JsonReader in;
  private final SortedSet<String> purlTypes = new TreeSet<>();
  private final SortedSet<String> licences = new TreeSet<>();
  private long components;
  private long versioned;
  private long licensed;
  private long located;

  CyclonedxComponents(JsonReader in) {
    this.in = in;
  }

  /** Reads the array that is here. */
  void read() {
    in.array(() -> component());
  }

  Sbom sbom() {
    return new Sbom(
        components,
        components - versioned,
        components - licensed,
        components - located,
        purlTypes,
        licences);
  }

  private void component() {
    components++;
    in.object(
        member -> {
          switch (member) {
            case "version" -> versioned += in.text().isBlank() ? 0 : 1;
            case "purl" -> purl(in.text());
            case "licenses" -> licenses();
            case "components" -> read();
            default -> in.pass();
          }
        });
  }

  private void purl(String text) {
    if (text.isEmpty()) {
      return;
    }
    var purl = PURL.matcher(text);
    if (!purl.matches()) {
      throw in.fault("It is not a package URL.");
    }
    located++;
    purlTypes.add(in.fit(purl.group("type").toLowerCase(Locale.ROOT)));
  }

  private void licenses() {
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
    licensed += found.isEmpty() ? 0 : 1;
    licences.addAll(found);
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
