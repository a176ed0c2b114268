package com.integraci.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Packages of a module stand in one order, and each uses only those before it. Maven keeps the
 * modules apart in the same way; here that is checked once more on what was compiled.
 */
@Tag("architecture")
class ArrowsTest {
  private static final Map<String, List<String>> PACKAGES =
      Map.of(
          "config", List.of(""),
          "bundles",
              List.of(
                  "canonical",
                  "audit",
                  "rego",
                  "policy",
                  "compliance",
                  "evidence",
                  "signing",
                  "pack"),
          "network", List.of(""),
          "airgap", List.of(""),
          "installer",
              List.of(
                  "outcome",
                  "folder",
                  "trust",
                  "process",
                  "audit",
                  "compliance",
                  "keycloak",
                  "stack",
                  "policy",
                  "supply",
                  "demo",
                  ""),
          "appliance",
              List.of(
                  "failure",
                  "metrics",
                  "tracing",
                  "jobs",
                  "mail",
                  "schema",
                  "database",
                  "policy",
                  "keycloak",
                  "openbao",
                  "http",
                  "audit",
                  "workflow",
                  "secrets",
                  "broker",
                  "tenancy",
                  "events",
                  "live",
                  "members",
                  "accounts",
                  "repair",
                  "probe",
                  "alerts",
                  "notices",
                  "trust",
                  "bundles",
                  "exemptions",
                  "decisions",
                  "compliance",
                  "replay",
                  "components",
                  "identity",
                  "console",
                  ""));

  private static final Map<String, List<String>> MODULES =
      Map.of(
          "config", List.of(),
          "bundles", List.of(),
          "network", List.of(),
          "airgap", List.of("config"),
          "installer", List.of("airgap", "config", "bundles"),
          "appliance", List.of("config", "bundles", "network"));

  private static final String OURS = "com.integraci.";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(MODULES.keySet().stream().map(m -> OURS + m).toArray(String[]::new));

  @Test
  void modulesUseOnlyWhatTheirArrowsPointTo() {
    TreeSet<String> wrong = new TreeSet<>();
    for (JavaClass each : classes) {
      for (Dependency use : each.getDirectDependenciesFromSelf()) {
        if (isOurs(use.getTargetClass())) {
          String from = part(each, 0);
          String to = part(use.getTargetClass(), 0);
          if (!from.equals(to) && !MODULES.get(from).contains(to)) {
            wrong.add(use.getDescription());
          }
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  @Test
  void packagesUseOnlyThoseBeforeThem() {
    TreeSet<String> wrong = new TreeSet<>();
    for (JavaClass each : classes) {
      List<String> order = PACKAGES.get(part(each, 0));
      int from = order.indexOf(part(each, 1));
      if (from < 0) {
        wrong.add(each.getPackageName() + " stands in no order: say here where it belongs");
      }
      for (Dependency use : each.getDirectDependenciesFromSelf()) {
        if (isOurs(use.getTargetClass()) && part(use.getTargetClass(), 0).equals(part(each, 0))) {
          if (order.indexOf(part(use.getTargetClass(), 1)) > from) {
            wrong.add(use.getDescription());
          }
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith(OURS);
  }

  /** The module of a class (0) or the first package below it (1), empty for the module's own. */
  private static String part(JavaClass type, int index) {
    List<String> parts = List.of(type.getPackageName().substring(OURS.length()).split("\\.", -1));
    return index < parts.size() ? parts.get(index) : "";
  }
}
