package com.integraci.bundles.evidence;

import java.util.Locale;
import java.util.SortedMap;

/** How serious a result is (SARIF 2.1.0, section 3.27.10), from the least. */
enum SarifLevel {
  NONE,
  NOTE,
  WARNING,
  ERROR;

  static final SortedMap<String, SarifLevel> TEXTS =
      JsonReader.texts(SarifLevel.class, level -> level.name().toLowerCase(Locale.ROOT));
}
