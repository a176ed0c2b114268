package com.integraci.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules of CONTRIBUTING that a reader of text can check. */
@Tag("architecture")
class TidyTest {
  private static final int LINE_MAX = 100;
  private static final int CLASS_LINES_MAX = 250;
  private static final int TEST_LINES_MAX = 400;

  private final Exceptions exceptions = Exceptions.read();

  @Test
  void linesHaveAtMost100Columns() {
    List<String> found = new ArrayList<>();
    for (String path : Sources.files(".java")) {
      int longest =
          text(path)
              .lines()
              .filter(line -> !line.startsWith("import "))
              .mapToInt(String::length)
              .max()
              .orElse(0);
      if (longest > LINE_MAX && !exceptions.allow("line", path, longest)) {
        found.add(path + " has a line of " + longest);
      }
    }
    assertNothing("line", found);
  }

  @Test
  void classesStaySmall() {
    List<String> found = new ArrayList<>();
    for (String path : Sources.files(".java")) {
      int lines = (int) text(path).lines().count();
      int limit = path.contains("/src/test/") ? TEST_LINES_MAX : CLASS_LINES_MAX;
      if (lines > limit && !exceptions.allow("size", path, lines)) {
        found.add(path + " has " + lines + " lines");
      }
    }
    assertNothing("size", found);
  }

  @Test
  void nothingWaitsForTimeToPass() {
    forbid("sleep", ".java", "Thread" + "\\.sleep\\(");
  }

  @Test
  void noTestIsSwitchedOff() {
    forbid("disabled", ".java", "@" + "Disabled\\b");
  }

  @Test
  void nothingHidesBehindThreadsOrReflection() {
    forbid("hidden", ".java", "Thread" + "Local\\b|\\.set" + "Accessible\\(");
  }

  @Test
  void nothingIsLeftToDo() {
    forbid("todo", "", "\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
  }

  @Test
  void packagesAreNamedForWhatTheyAreAbout() {
    forbid(
        "package",
        ".java",
        "(?m)^package .*\\.(util|utils|common|helper|helpers|impl|manager|dto)\\b");
  }

  @Test
  void publicMethodsHaveNoGetPrefix() {
    forbid(
        "getter",
        ".java",
        "(?m)^(?!.*@Override).*\\n {2}public (?!class)[\\w<>\\[\\], ]+ get[A-Z]");
  }

  @Test
  void noRegistryIsNamed() {
    forbid(
        "registry",
        "",
        "repo1?\\.maven|pypi\\.o"
            + "rg|pythonhosted\\.o|registry\\.npm|deb\\.debian\\.o|golang\\.org/proxy|docker\\.i"
            + "o/");
  }

  @Test
  void everyPackageSaysItsJob() {
    TreeSet<String> packages = new TreeSet<>();
    TreeSet<String> described = new TreeSet<>();
    for (String path : Sources.files(".java")) {
      if (path.contains("/src/main/java/")) {
        String folder = path.substring(0, path.lastIndexOf('/'));
        (path.endsWith("/package-info.java") ? described : packages).add(folder);
      }
    }
    packages.removeAll(described);
    assertEquals("[]", packages.toString(), "packages without package-info.java");
  }

  @Test
  void theTenantIsSetInOneClass() {
    List<String> classes =
        Sources.files(".java").stream()
            .filter(path -> path.contains("/src/main/"))
            .filter(path -> text(path).contains("set_" + "config("))
            .toList();

    assertEquals(
        List.of("appliance/src/main/java/com/integraci/appliance/database/Connections.java"),
        classes);
  }

  @Test
  void sqlIsConstantText() {
    Pattern sql = Pattern.compile("(?i)\\b(select|insert\\s+into|delete\\s+from|update)\\s[^\"]*");
    Pattern lineBuilt =
        Pattern.compile("\"(?i:select|insert into|update|delete from) [^\"]*\"\\s*\\+ *\\w");
    List<String> found = new ArrayList<>();
    for (String path : Sources.files(".java")) {
      if (path.startsWith("appliance/src/main/")) {
        boolean built = lineBuilt.matcher(text(path)).find();
        // Every second part between the marks is a text block, and what follows may build on it.
        List<String> parts = List.of(text(path).split("\"\"\"", -1));
        for (int i = 1; i + 1 < parts.size(); i += 2) {
          String after = parts.get(i + 1).stripLeading();
          built |=
              sql.matcher(parts.get(i).strip()).lookingAt()
                  && (after.startsWith("+")
                      || after.startsWith(".formatted")
                      || after.startsWith(".replace"));
        }
        if (built && !exceptions.allow("sql", path, 0)) {
          found.add(path);
        }
      }
    }
    assertNothing("sql", found);
  }

  private void forbid(String rule, String ending, String pattern) {
    Pattern forbidden = Pattern.compile(pattern);
    List<String> found = new ArrayList<>();
    for (String path : Sources.files(ending)) {
      Matcher matcher = forbidden.matcher(Sources.text(path).orElse(""));
      if (matcher.find() && !exceptions.allow(rule, path, 0)) {
        found.add(path + ": " + matcher.group().strip());
      }
    }
    assertNothing(rule, found);
  }

  private void assertNothing(String rule, List<String> found) {
    assertEquals("", String.join("\n", found));
    assertEquals(
        List.of(), exceptions.unused(rule), "exceptions that nothing needs: take them out");
  }

  private static String text(String path) {
    return Sources.text(path).orElseThrow();
  }
}
