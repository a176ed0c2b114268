package com.integraci.installer.process;

import com.integraci.installer.folder.Owner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a process is started.
 *
 * @param name names its record in {@code run/} and its log
 * @param owner whom it runs as
 * @param command the program and its arguments; never a secret, since every user can read them
 * @param environment all of its environment but PATH and LANG
 * @param folder where it runs
 * @param farewell how it is ended
 */
public record Launch(
    String name,
    Owner owner,
    List<String> command,
    Map<String, String> environment,
    Path folder,
    Farewell farewell) {

  public Launch {
    if (!name.matches("[a-z][a-z-]{1,30}")) {
      throw new IllegalArgumentException("not a component's name: " + name);
    }
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  @Override
  public String toString() {
    // The environment may hold a secret.
    return "Launch[" + name + " " + command.getFirst() + "]";
  }
}
