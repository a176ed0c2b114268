package com.integraci.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.googlejavaformat.java.Main;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every Java file is as google-java-format leaves it; {@code tests/run format} makes it so. */
@Tag("architecture")
class FormatTest {
  @Test
  void everyFileIsFormatted() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--dry-run", "--set-exit-if-changed"));
    Sources.files(".java").forEach(path -> arguments.add(Sources.root().resolve(path).toString()));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Main formatter =
        new Main(
            new PrintWriter(out, true), new PrintWriter(err, true), InputStream.nullInputStream());

    int status = formatter.format(arguments.toArray(String[]::new));

    assertEquals("", out.toString() + err, "run tests/run format");
    assertEquals(0, status);
  }
}
