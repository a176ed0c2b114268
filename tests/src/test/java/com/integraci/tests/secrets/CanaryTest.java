package com.integraci.tests.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.failure.Unavailable;
import com.integraci.tests.MarkedText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A marked value is put, rotated and deleted, and then looked for in all that was written. */
@Tag("isolation")
@Tag("containers")
class CanaryTest {

  private final MarkedText canary = MarkedText.fresh();
  private final String marked = canary.text();
  private final Queue<String> logged = new ConcurrentLinkedQueue<>();

  @Test
  void aMarkedValueIsInNoTableLogFileOrFailure() throws SQLException, IOException {
    var handler = new Recorder(logged);
    Logger root = Logger.getLogger("");
    Level before = root.getLevel();
    root.setLevel(Level.ALL);
    root.addHandler(handler);
    try (var bench = new SecretsBench()) {
      bench.put("canary/kept", marked);
      bench.put("canary/rotated", marked);
      bench.put("canary/rotated", "another");
      bench.put("canary/deleted", marked);
      bench.delete("canary/deleted");
      bench.sweeper().sweep();
      logged.add(failureWithoutOpenBao(bench));
      assertTrue(bench.stored().containsValue(marked));

      assertEquals(List.of(), tablesWith(bench));
      assertEquals(List.of(), canary.filesBelow(bench.bao.folder()));
      assertEquals(List.of(), canary.filesBelow(bench.settings.authority().getParent()));
      assertEquals(0, logged.stream().filter(canary::isIn).count());
    } finally {
      root.removeHandler(handler);
      root.setLevel(before);
    }
  }

  @Test
  void thisSearchFindsWhatIsThere() throws IOException {
    Path folder = Files.createTempDirectory("integraci-canary");
    Path plain = Files.writeString(folder.resolve("plain"), "a" + marked + "b");
    Path encoded =
        Files.writeString(
            folder.resolve("encoded"),
            Base64.getEncoder().encodeToString(marked.getBytes(StandardCharsets.UTF_8)));
    assertEquals(2, canary.filesBelow(folder).size());
    Files.delete(plain);
    Files.delete(encoded);
    Files.delete(folder);
  }

  /** As the backup role sees it, which passes the wall. */
  private List<String> tablesWith(SecretsBench bench) throws SQLException {
    var found = new ArrayList<String>();
    try (var connection = bench.postgres.connect("integraci_backup", bench.settings.name());
        var tables = connection.createStatement();
        var names =
            tables.executeQuery(
                """
                select format('%I.%I', n.nspname, c.relname)
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind = 'r' and n.nspname in ('app', 'front')
                """)) {
      int count = 0;
      while (names.next()) {
        count++;
        String table = names.getString(1);
        try (var rows = connection.createStatement();
            var row = rows.executeQuery("select t::text from " + table + " t")) {
          while (row.next()) {
            if (canary.isIn(row.getString(1))) {
              found.add(table);
            }
          }
        }
      }
      assertTrue(count > 5, "the backup role sees " + count + " tables");
    }
    return found;
  }

  private String failureWithoutOpenBao(SecretsBench bench) {
    bench.bao.kill();
    try {
      var text = new StringWriter();
      assertThrows(Unavailable.class, () -> bench.put("canary/failed", marked))
          .printStackTrace(new PrintWriter(text));
      return text.toString();
    } finally {
      bench.bao.restart();
    }
  }

  /** Keeps all that is logged, at every level. */
  private static final class Recorder extends Handler {
    private final Queue<String> lines;

    Recorder(Queue<String> lines) {
      this.lines = lines;
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord entry) {
      var text = new StringWriter();
      text.append(entry.getMessage());
      if (entry.getParameters() != null) {
        text.append(Arrays.toString(entry.getParameters()));
      }
      if (entry.getThrown() != null) {
        entry.getThrown().printStackTrace(new PrintWriter(text));
      }
      lines.add(text.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
