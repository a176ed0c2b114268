package com.integraci.bundles.evidence;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A component of a bill of materials, while it is read. */
final class Component {
  // The type of a package URL (ECMA-427); it is compared in lower case.
  private static final Pattern PURL =
      Pattern.compile("pkg:/*(?<type>[A-Za-z][A-Za-z0-9.+-]*)/.+", Pattern.DOTALL);

  private final SortedSet<String> purlTypes = new TreeSet<>();
  private final SortedSet<String> licences = new TreeSet<>();
  private boolean versioned;

  void version(String text) {
    versioned = !text.isBlank();
  }

  void licences(SortedSet<String> ids) {
    licences.addAll(ids);
  }

  /**
   * Takes a package URL; an empty one is none.
   *
   * @param in where it is
   * @throws Fault if it is none
   */
  void purl(JsonReader in, String text) {
    if (text.isEmpty()) {
      return;
    }
    var purl = PURL.matcher(text);
    if (!purl.matches()) {
      throw in.fault("It is not a package URL.");
    }
    purlTypes.add(in.fit(purl.group("type").toLowerCase(Locale.ROOT)));
  }

  boolean versioned() {
    return versioned;
  }

  SortedSet<String> licences() {
    return Collections.unmodifiableSortedSet(licences);
  }

  SortedSet<String> purlTypes() {
    return Collections.unmodifiableSortedSet(purlTypes);
  }
}
