package com.integraci.tests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Statements of SQL in a file beside a test, each below a line {@code --- TITLE}. */
public final class SqlBlocks {

  private SqlBlocks() {}

  /** The statements by title, in the order of the file. */
  public static Map<String, String> of(Class<?> test, String name) {
    var blocks = new LinkedHashMap<String, String>();
    for (String block : text(test, name).split("(?m)^--- ", -1)) {
      if (!block.isBlank()) {
        String title = block.lines().findFirst().orElseThrow();
        String sql = block.lines().skip(1).collect(Collectors.joining("\n"));
        if (blocks.put(title, sql) != null) {
          throw new IllegalStateException("twice in " + name + ": " + title);
        }
      }
    }
    return blocks;
  }

  /** A whole file. */
  public static String text(Class<?> test, String name) {
    try (InputStream in = test.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
