package com.integraci.tests.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No write without a decision: what runs a statement that changes rows takes a {@link Permit}, or
 * is a private part of what does. There is no list of exceptions.
 */
@Tag("isolation")
class WritesTest {

  private static final Set<String> WRITES = Set.of("execute", "executeWithNext");

  @Test
  void every_write_takes_a_permit() {
    var product =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.integraci.appliance");
    assertTrue(writers(product).size() >= 15, "writers: " + writers(product));
    assertEquals(List.of(), undecided(product).map(JavaMethod::getFullName).toList());
  }

  @Test
  void a_write_without_one_is_reported() {
    var samples = new ClassFileImporter().importClasses(Sample.class);
    assertEquals(
        List.of("tenantAlone", "unused"), undecided(samples).map(JavaMethod::getName).toList());
  }

  private static List<JavaMethod> writers(JavaClasses classes) {
    return classes.stream()
        .filter(type -> !type.isEquivalentTo(Tx.class))
        .flatMap(type -> type.getMethods().stream())
        .filter(method -> method.getMethodCallsFromSelf().stream().anyMatch(WritesTest::isWrite))
        .toList();
  }

  private static Stream<JavaMethod> undecided(JavaClasses classes) {
    return writers(classes).stream()
        .filter(method -> !decided(method, new HashSet<>()))
        .sorted(Comparator.comparing(JavaMethod::getFullName));
  }

  /** By itself, or because each method that calls it is. */
  private static boolean decided(JavaMethod method, Set<JavaMethod> seen) {
    if (method.getRawParameterTypes().stream().anyMatch(t -> t.isEquivalentTo(Permit.class))) {
      return true;
    }
    var callers = method.getCallsOfSelf().stream().map(JavaMethodCall::getOrigin).toList();
    return seen.add(method)
        && !callers.isEmpty()
        && callers.stream()
            .allMatch(caller -> caller instanceof JavaMethod its && decided(its, seen));
  }

  private static boolean isWrite(JavaMethodCall call) {
    return call.getTargetOwner().isEquivalentTo(Tx.class) && WRITES.contains(call.getName());
  }

  /** Samples of both kinds. */
  static final class Sample {
    private Sample() {}

    static void decided(Tx tx, Permit permit) {
      part(tx, permit.tenant());
    }

    private static void part(Tx tx, TenantId tenant) {
      tx.execute("delete from app.sample where tenant_id = ?", tenant);
    }

    static void tenantAlone(Tx tx, TenantId tenant) {
      tx.execute("delete from app.sample where tenant_id = ?", tenant);
    }

    static void unused(Tx tx) {
      tenantAlone(tx, new TenantId(new java.util.UUID(0, 1)));
      tx.execute("delete from app.sample");
    }
  }
}
