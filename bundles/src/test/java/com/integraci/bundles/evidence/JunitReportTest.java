package com.integraci.bundles.evidence;

import static java.nio.charset.StandardCharsets.UTF_16;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JunitReportTest {
  private static final Read JUNIT = Read.as(EvidenceKind.JUNIT);

  private static String tests(int passed, int failed, int skipped) {
    return """
    {"tests": {"passed": %d, "failed": %d, "skipped": %d}}\
    """
        .formatted(passed, failed, skipped);
  }

  @Test
  void casesAreCountedAndWhatTheReportSaysOfItsSumsIsNot() {
    JUNIT.gives(
        tests(2, 2, 2),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite name="a" tests="900" failures="0" errors="0" skipped="0">
          <properties><property name="x" value="y"/></properties>
          <testcase name="1"/>
          <testcase name="2"><failure message="no"/></testcase>
          <testcase name="3"><error/><system-out><![CDATA[<failure/>]]></system-out></testcase>
          <testcase name="4"><skipped/></testcase>
          <testcase name="5" status="notrun"/>
          <testcase name="6"><flakyFailure message="once"/></testcase>
        </testsuite>
        """);
  }

  @Test
  void aFailureCountsWhateverElseTheCaseSays() {
    JUNIT.gives(
        tests(0, 3, 0),
        """
        <testsuite>
          <testcase><skipped/><failure/></testcase>
          <testcase><failure/><failure/><skipped/></testcase>
          <testcase status="notrun"><error/></testcase>
        </testsuite>
        """);
  }

  @Test
  void suitesNestAndReportsAddUp() {
    var nested =
        """
        <testsuites><testsuite><testcase/><testsuite><testcase/>
        <testcase><failure/></testcase></testsuite></testsuite><testsuite/></testsuites>
        """;
    JUNIT.gives(tests(2, 1, 0), nested);
    JUNIT.gives(tests(5, 2, 0), nested, nested, "<testsuite><testcase/></testsuite>");
    JUNIT.gives(tests(0, 0, 0), "<testsuites/>");
  }

  @Test
  void anotherEncodingIsRead() {
    var report = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><testsuite><testcase/></testsuite>";
    assertEquals(1, JUNIT.facts(report.getBytes(UTF_16)).at("/tests/passed").asInt());
  }

  @Test
  void nothingOutsideTheReportIsRead(@TempDir Path folder) throws IOException {
    var cases = folder.resolve("cases.xml");
    Files.writeString(cases, "<testcase/>");
    JUNIT.refuses(
        "document type",
        "<!DOCTYPE testsuite [<!ENTITY out SYSTEM \"%s\">]><testsuite>&out;</testsuite>"
            .formatted(cases.toUri()));
    JUNIT.refuses(
        "document type", "<!DOCTYPE testsuite SYSTEM \"%s\"><testsuite/>".formatted(cases.toUri()));
  }

  @Test
  void nothingIsFetchedForADocumentType() {
    // Whoever looked for the file would say that it is not there.
    JUNIT.refuses(
        "document type",
        "<!DOCTYPE testsuite [<!ENTITY % out SYSTEM \"file:///none/at/all\"> %out;]><testsuite/>");
    JUNIT.refuses(
        "document type", "<!DOCTYPE testsuite SYSTEM \"file:///none/at/all\"><testsuite/>");
  }

  @Test
  void entitiesThatGrowAreRefused() {
    var laughs = new StringBuilder("<!DOCTYPE testsuite [<!ENTITY l0 \"ha\">");
    for (int i = 1; i < 40; i++) {
      laughs.append("<!ENTITY l%d \"&l%d;&l%d;\">".formatted(i, i - 1, i - 1));
    }
    JUNIT.refuses("document type", laughs + "]><testsuite>&l39;</testsuite>");
    JUNIT.refuses("an entity of its own", "<testsuite>&l39;</testsuite>");
  }

  @Test
  void whatIsNoReportIsRefusedAtItsPlace() {
    JUNIT.refuses("file-0:1:", "<testsuite><testcase>");
    JUNIT.refuses("It is not XML", "<testsuite/><testsuite/>");
    JUNIT.refuses("It is not XML", "<testsuite a='1' a='2'/>");
    JUNIT.refuses("It is not XML", "");
    JUNIT.refuses("It is not XML", "{}");
    JUNIT.refuses("It is not XML", new byte[] {'<', 'a', (byte) 0xff, '/', '>'});
    JUNIT.refuses("Its root is html", "<html/>");
    JUNIT.refuses("Its root is testcase", "<testcase/>");
    JUNIT.refuses("testcase outside a testsuite", "<testsuites><testcase/></testsuites>");
    JUNIT.refuses("file-0:2:", "<testsuite><testcase>\n<testcase/></testcase></testsuite>");
    JUNIT.refuses("error outside a testcase", "<testsuite><error/></testsuite>");
    JUNIT.refuses("skipped outside a testcase", "<testsuite><skipped/></testsuite>");
  }

  @Test
  void depthAndNumberAreBound() {
    int deepest = JunitReport.DEPTH_MAX;
    JUNIT.gives(tests(0, 0, 0), "<testsuite>".repeat(deepest) + "</testsuite>".repeat(deepest));
    JUNIT.refuses("50 levels", "<testsuite>".repeat(deepest + 1));

    int most = JunitReport.ELEMENTS_MAX - 1;
    var cases = "<testsuite>" + "<testcase/>".repeat(most);
    JUNIT.gives(tests(most, 0, 0), cases + "</testsuite>");
    JUNIT.refuses("1000000 elements", cases + "<testcase/></testsuite>");
  }
}
