package com.integraci.tests.decisions;

import com.integraci.appliance.bundles.Bundle;
import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.policy.Role;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests in one lab, in which nothing was published and decided before each. */
abstract class LabTest {

  static Lab lab;

  @TempDir static Path state;
  @TempDir Path folder;

  @BeforeAll
  static void open() {
    lab = new Lab(state);
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  @BeforeEach
  void nothing() {
    lab.clear();
  }

  /** The bundle that asks for so many tests. */
  Bundle publish(String version, int least) {
    return lab.publish(lab.caller(Role.MAINTAINER), folder, version, least);
  }

  /** A decision on a commit of the service of which so many tests passed. */
  static Decision decide(String service, int passed) {
    var facts = Desk.facts();
    facts.put("service", service);
    facts.put("evidence", Map.of("tests", Map.of("passed", passed, "failed", 0, "skipped", 0)));
    return lab.deciding.gates().decide(lab.caller(Role.DEVELOPER), "deploy", facts);
  }
}
