package com.integraci.bundles.evidence;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A bill of materials in SPDX (ISO/IEC 5962), JSON, of versions 2.2 and 2.3. When the document
 * describes just one package, that is what the bill is of, and no component.
 */
final class SpdxDocument {
  /** Versions that are read, as predicate types have them. */
  static final List<String> VERSIONS = List.of("2.2", "2.3");

  private static final String DOCUMENT = "SPDXRef-DOCUMENT";

  private final JsonReader in;
  private final Map<String, Component> packages = new HashMap<>();
  private final Set<String> described = new HashSet<>();
  private String version = "";
  private boolean listed;

  private SpdxDocument(JsonReader in) {
    this.in = in;
  }

  /**
   * Reads a document.
   *
   * @throws Fault where it is none
   */
  static Sbom read(byte[] document) {
    return JsonReader.read(document, in -> read(in, VERSIONS));
  }

  /**
   * Reads the document that is here.
   *
   * @param versions of which it has to be one
   * @throws Fault where it is none
   */
  static Sbom read(JsonReader in, Collection<String> versions) {
    var document = new SpdxDocument(in);
    in.object(document::member);
    if (versions.stream().noneMatch(one -> document.version.equals("SPDX-" + one))) {
      throw in.fault("It is not SPDX " + String.join(" or ", versions) + ".");
    }
    if (!document.listed) {
      throw in.fault("It has no packages, not even none.");
    }
    return document.bill();
  }

  private Sbom bill() {
    described.retainAll(packages.keySet());
    if (described.size() == 1) {
      packages.keySet().removeAll(described);
    }
    var bill = new Bill();
    packages.values().forEach(bill::add);
    return bill.sbom();
  }

  private void member(String member) {
    switch (member) {
      case "spdxVersion" -> version = in.text();
      case "packages" -> {
        listed = true;
        in.array(this::one);
      }
      case "documentDescribes" -> in.array(() -> described.add(in.text()));
      case "relationships" -> in.array(this::relationship);
      default -> in.pass();
    }
  }

  private void one() {
    var one = new Component();
    var id = new String[] {""};
    SortedSet<String> concluded = new TreeSet<>();
    SortedSet<String> declared = new TreeSet<>();
    in.object(
        member -> {
          switch (member) {
            case "SPDXID" -> id[0] = in.text();
            case "versionInfo" -> one.version(said(in.text()).orElse(""));
            case "licenseConcluded" -> concluded.addAll(licences());
            case "licenseDeclared" -> declared.addAll(licences());
            case "externalRefs" -> in.array(() -> reference(one));
            default -> in.pass();
          }
        });
    // What the author of the bill concluded outweighs what the package declares.
    one.licences(concluded.isEmpty() ? declared : concluded);
    if (id[0].isEmpty() || packages.putIfAbsent(id[0], one) != null) {
      throw in.fault("It has no SPDXID, or that of another package.");
    }
  }

  private SortedSet<String> licences() {
    return said(in.text()).map(text -> SpdxExpression.ids(in, text)).orElseGet(TreeSet::new);
  }

  /** A text, unless it says that nothing is said. */
  private static Optional<String> said(String text) {
    boolean none = text.isBlank() || text.equals("NOASSERTION") || text.equals("NONE");
    return none ? Optional.empty() : Optional.of(text);
  }

  private void reference(Component one) {
    var texts = new HashMap<String, String>();
    in.object(
        member -> {
          if (member.equals("referenceType") || member.equals("referenceLocator")) {
            texts.put(member, in.text());
          } else {
            in.pass();
          }
        });
    if (texts.getOrDefault("referenceType", "").equals("purl")) {
      one.purl(in, texts.getOrDefault("referenceLocator", ""));
    }
  }

  private void relationship() {
    var texts = new HashMap<String, String>();
    in.object(
        member -> {
          switch (member) {
            case "spdxElementId", "relatedSpdxElement", "relationshipType" ->
                texts.put(member, in.text());
            default -> in.pass();
          }
        });
    var from = texts.getOrDefault("spdxElementId", "");
    var to = texts.getOrDefault("relatedSpdxElement", "");
    switch (texts.getOrDefault("relationshipType", "")) {
      case "DESCRIBES" -> describes(from, to);
      case "DESCRIBED_BY" -> describes(to, from);
      default -> {}
    }
  }

  private void describes(String document, String element) {
    if (document.equals(DOCUMENT)) {
      described.add(element);
    }
  }
}
