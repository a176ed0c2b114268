package com.integraci.installer.process;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Ends the processes that a killed supervisor left behind, those that use others first. */
public final class Leftovers {
  private static final List<String> ORDER =
      List.of("control", "migrate", "nats", "keycloak", "openbao");

  private Leftovers() {}

  /**
   * Ends every recorded process that still runs and forgets the records.
   *
   * @return the names of those that ran
   */
  public static List<String> end(Path run) {
    var ended = new ArrayList<String>();
    try {
      for (Path record : records(run)) {
        String name = record.getFileName().toString();
        var process = ProcessRecord.read(record);
        if (process.isPresent() && process.get().alive()) {
          Farewell farewell = name.equals("postgres") ? Farewell.POSTGRES : Farewell.PLAIN;
          farewell.end(name, process.get());
          // What it started itself, such as the server that initdb pipes its script to.
          Signal.KILL.sendToGroup(process.get().pid());
          ended.add(name);
        }
        Files.delete(record);
      }
    } catch (IOException e) {
      throw new Refusal(ExitCode.FOLDER_UNUSABLE, "The records in " + run + " can't be read.", e);
    }
    return ended;
  }

  private static List<Path> records(Path run) throws IOException {
    var records = new ArrayList<Path>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(run, Files::isRegularFile)) {
      files.forEach(records::add);
    }
    records.sort(
        Comparator.comparingInt(
            (Path record) -> {
              String name = record.getFileName().toString();
              // PostgreSQL's own tools, then what uses it, then the server itself.
              return name.equals("postgres") ? ORDER.size() : ORDER.indexOf(name);
            }));
    return records;
  }
}
