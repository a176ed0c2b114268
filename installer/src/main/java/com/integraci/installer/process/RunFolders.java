package com.integraci.installer.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where processes leave their traces.
 *
 * @param run one record of a running process for each name
 * @param log one log for each name
 */
public record RunFolders(Path run, Path log) {
  private static final int TAIL_MAX_BYTES = 2_000;

  /** The log of a process. */
  public Path logOf(String name) {
    return log.resolve(name + ".log");
  }

  /** The last line that a process wrote, and where the rest stands, for an operator's sentence. */
  public String lastLine(String name) {
    Path file = logOf(name);
    if (!Files.exists(file)) {
      return "it wrote no log";
    }
    try (var reader = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, reader.length() - TAIL_MAX_BYTES);
      reader.seek(from);
      byte[] tail = new byte[(int) (reader.length() - from)];
      reader.readFully(tail);
      String text = new String(tail, StandardCharsets.UTF_8).strip();
      return "\"%s\"; see %s".formatted(text.substring(text.lastIndexOf('\n') + 1).strip(), file);
    } catch (IOException e) {
      return "its log " + file + " can't be read";
    }
  }
}
