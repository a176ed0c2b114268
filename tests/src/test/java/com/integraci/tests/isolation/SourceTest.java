package com.integraci.tests.isolation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The wall does not stop a statement that sets another tenant. So one class sets a tenant, only the
 * door speaks to the driver, and every statement is constant text.
 */
@Tag("isolation")
class SourceTest {

  private static final Path MAIN = Path.of("../appliance/src/main");
  private static final List<String> SETTERS =
      List.of("set_config", "set local", "set session", "set role", "alter role");
  private static final String ONLY = "java/com/integraci/appliance/database/Connections.java";

  @Test
  void one_class_sets_a_tenant() throws IOException {
    try (var files = Files.walk(MAIN)) {
      var found =
          files
              .filter(Files::isRegularFile)
              .filter(SourceTest::isText)
              .filter(file -> setsSomething(read(file)))
              .map(file -> MAIN.relativize(file).toString())
              .toList();
      assertEquals(List.of(ONLY), found);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tx.query(\"select set_config('app.tenant_id', ?, false)\", row -> row, other)",
        "tx.execute(\"SET LOCAL app.tenant_id = 'x'\")",
        "tx.execute(\"set  role integraci_migrator\")"
      })
  void a_tenant_set_by_hand_is_reported(String statement) {
    assertTrue(setsSomething(statement), statement);
  }

  @Test
  void every_statement_is_constant_text() throws IOException {
    try (var files = Files.walk(MAIN.resolve("java"));
        var manager =
            ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
      var sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertTrue(sources.size() > 30, "the sources are not where they were");
      assertEquals(List.of(), Statements.loose(manager.getJavaFileObjectsFromPaths(sources)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tx.execute(\"delete from app.tenant where slug = '\" + text + \"'\")",
        "tx.execute(\"delete from %s\".formatted(text))",
        "tx.execute(text)",
        "tx.query(NOT_CONSTANT, row -> row)",
        "tx.first(text == null ? SELECT : text, row -> row)",
        "front.call(String.join(\" \", SELECT, text), row -> row)",
        "database.read(tenant, SELECT + text, row -> row)",
        "java.util.List.of(text).forEach(tx::execute)",
        "through(tx, text)"
      })
  void a_statement_that_is_put_together_is_reported(String call) throws IOException {
    assertEquals(1, Statements.loose(List.of(source(call))).size(), call);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tx.execute(\"delete from app.tenant\")",
        "tx.query(SELECT + \" where tenant_id = ?\", row -> row, text)",
        "tx.first(text == null ? SELECT : \"select 2\", row -> row)",
        "front.call(SELECT, row -> row)",
        "database.read(tenant, SELECT, row -> row)",
        "through(tx, SELECT)"
      })
  void constant_text_is_not(String call) throws IOException {
    assertEquals(List.of(), Statements.loose(List.of(source(call))), call);
  }

  @Test
  void only_the_door_speaks_to_the_driver() {
    var classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.integraci.appliance");
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "com.integraci.appliance.database..", "com.integraci.appliance.schema..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "javax.sql..",
            "io.helidon.dbclient..",
            "org.postgresql..",
            "com.zaxxer..",
            "org.flywaydb..")
        .check(classes);
  }

  private static boolean setsSomething(String text) {
    String plain = text.toLowerCase(java.util.Locale.ROOT).replaceAll("\\s+", " ");
    return SETTERS.stream().anyMatch(plain::contains);
  }

  private static boolean isText(Path file) {
    String name = file.toString();
    return name.endsWith(".java") || name.endsWith(".sql") || name.endsWith(".jte");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static JavaFileObject source(String call) {
    String text =
        """
        import com.integraci.appliance.database.*;
        class Store {
          static final String SELECT = "select 1";
          static final String NOT_CONSTANT = "select " + System.nanoTime();
          void run(Tx tx, FrontDoor front, Database database, TenantId tenant, String text) {
            %s;
          }
          private void through(Tx tx, String sql) {
            tx.execute(sql);
          }
        }
        """
            .formatted(call);
    return new SimpleJavaFileObject(
        URI.create("string:///Store.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
