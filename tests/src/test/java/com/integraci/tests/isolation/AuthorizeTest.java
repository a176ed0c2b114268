package com.integraci.tests.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every verb asks {@link Policy}: what takes a {@link Caller} in a feature has a way from there to
 * {@code authorize}. Take that call out of a verb and this is red.
 */
@Tag("isolation")
class AuthorizeTest {

  private static final String[] FEATURES = {
    "com.integraci.appliance.audit",
    "com.integraci.appliance.secrets",
    "com.integraci.appliance.tenancy",
    "com.integraci.appliance.workflow"
  };

  /** Writes down that a caller was refused; nobody asks for it, so there is nothing to decide. */
  private static final Set<String> NO_VERBS = Set.of("com.integraci.appliance.audit.RefusalLog");

  @Test
  void every_verb_asks_for_a_decision() {
    var features = new ClassFileImporter().importPackages(FEATURES);
    assertTrue(verbs(features).size() >= 10, "verbs: " + verbs(features));
    assertEquals(List.of(), undecided(features, _ -> true));
  }

  @Test
  void each_verb_without_its_call_is_reported() {
    var features = new ClassFileImporter().importPackages(FEATURES);
    for (JavaMethod verb : verbs(features)) {
      var classes = Set.of(verb.getOwner().getFullName());
      Predicate<JavaMethodCall> others = call -> !isAuthorize(call) || !inside(classes, call);
      if (reaches(verb, call -> isAuthorize(call) && inside(classes, call))) {
        assertTrue(undecided(features, others).contains(verb.getFullName()), verb.getFullName());
      }
    }
  }

  @Test
  void a_verb_that_asks_nobody_is_reported() {
    var samples = new ClassFileImporter().importClasses(Asks.class, AsksNobody.class);
    assertEquals(
        List.of(AsksNobody.class.getName()),
        undecided(samples, _ -> true).stream().map(AuthorizeTest::type).toList());
  }

  /** Public methods of features with a caller, by name. */
  private static List<JavaMethod> verbs(JavaClasses classes) {
    return classes.stream()
        .filter(type -> !NO_VERBS.contains(type.getFullName()))
        .flatMap(type -> type.getMethods().stream())
        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
        .filter(
            method ->
                method.getRawParameterTypes().stream()
                    .anyMatch(type -> type.isEquivalentTo(Caller.class)))
        .toList();
  }

  private static List<String> undecided(JavaClasses classes, Predicate<JavaMethodCall> counts) {
    return verbs(classes).stream()
        .filter(verb -> !reaches(verb, call -> isAuthorize(call) && counts.test(call)))
        .map(JavaMethod::getFullName)
        .sorted()
        .toList();
  }

  /** Whether a call of that kind is made by the method or by what it calls, however deep. */
  private static boolean reaches(JavaMethod verb, Predicate<JavaMethodCall> wanted) {
    var seen = new HashSet<JavaMethod>(Set.of(verb));
    var next = new ArrayDeque<>(List.of(verb));
    while (!next.isEmpty()) {
      for (JavaMethodCall call : next.remove().getMethodCallsFromSelf()) {
        if (wanted.test(call)) {
          return true;
        }
        call.getTarget().resolveMember().filter(seen::add).ifPresent(next::add);
      }
    }
    return false;
  }

  private static boolean isAuthorize(JavaMethodCall call) {
    return call.getTargetOwner().isEquivalentTo(Policy.class) && call.getName().equals("authorize");
  }

  private static boolean inside(Set<String> classes, JavaMethodCall call) {
    return classes.contains(call.getOriginOwner().getFullName());
  }

  private static String type(String method) {
    return method.substring(0, method.lastIndexOf('.', method.indexOf('(')));
  }

  /** A sample. */
  static final class Asks {
    private final Policy policy = Policy.load();

    /** Asks behind a private method. */
    public void run(Caller caller) {
      decide(caller);
    }

    private void decide(Caller caller) {
      policy.authorize(caller, Action.TENANT_READ, Resource.tenant(caller.tenant()));
    }
  }

  /** A sample. */
  static final class AsksNobody {
    /** Asks for nothing. */
    public String run(Caller caller) {
      return caller.tenant().toString();
    }
  }
}
