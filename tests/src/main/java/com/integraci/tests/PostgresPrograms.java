package com.integraci.tests;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL's programs, run as a user that it accepts: it refuses root, so root runs it as {@code
 * nobody}.
 *
 * @param folder holds {@code bin/}, {@code lib/} and {@code share/}
 */
record PostgresPrograms(Path folder) {

  static final String USER = "nobody";
  static final String GROUP = "nogroup";
  private static final boolean ROOT = System.getProperty("user.name").equals("root");

  /** The programs of the component lock, laid down in the machine's store if they are not there. */
  static PostgresPrograms find() {
    return new PostgresPrograms(Parts.ensure("postgresql"));
  }

  /** Whether the server's files must be given to {@link #USER}. */
  static boolean needsUser() {
    return ROOT;
  }

  /** The command line of a program. A server dies with the thread that started it. */
  List<String> line(String program, String... arguments) {
    var line = new ArrayList<String>(List.of("setpriv", "--pdeathsig", "INT"));
    if (ROOT) {
      line.addAll(List.of("--reuid", USER, "--regid", GROUP, "--clear-groups"));
    }
    line.add("--");
    line.add(folder.resolve("bin").resolve(program).toString());
    line.addAll(List.of(arguments));
    return line;
  }

  /** Runs a program to its end and returns what it wrote. */
  String run(String program, String... arguments) {
    return Command.run(line(program, arguments), environment());
  }

  /** Without it, messages and sort order would follow the machine. */
  static Map<String, String> environment() {
    return Map.of("LC_ALL", "C.UTF-8", "TZ", "UTC");
  }
}
