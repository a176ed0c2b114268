package com.integraci.installer.process;

import com.integraci.installer.folder.Owner;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** System users, one for each component, made when they are first needed and the caller is root. */
public final class SystemUsers {
  private static final Duration BOUND = Duration.ofSeconds(30);

  private SystemUsers() {}

  /** Whether the caller is root. */
  public static boolean root() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException e) {
      throw new Refusal(ExitCode.MACHINE_UNFIT, "/proc is not mounted; the appliance needs it.", e);
    }
  }

  /** The system user of a component, or the caller when the caller is not root. */
  public static Owner owner(String name) {
    if (!root()) {
      return Owner.caller();
    }
    Optional<Owner> known = find(name);
    if (known.isPresent()) {
      return known.get();
    }
    // Two first starts at once may both try: the account decides, not the exit status.
    capture(
        List.of(
            "useradd",
            "--system",
            "--user-group",
            "--no-create-home",
            "--home-dir",
            "/nonexistent",
            "--shell",
            "/usr/sbin/nologin",
            name));
    return find(name)
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCode.MACHINE_UNFIT, "The system user " + name + " can't be created."));
  }

  private static Optional<Owner> find(String name) {
    for (String line : capture(List.of("getent", "passwd", name))) {
      String[] fields = line.split(":", -1);
      if (fields.length == 7 && fields[0].equals(name)) {
        int uid = Integer.parseInt(fields[2]);
        return Optional.of(Owner.of(new Owner.Account(name, uid, Integer.parseInt(fields[3]))));
      }
    }
    return Optional.empty();
  }

  private static List<String> capture(List<String> command) {
    return Program.run(Owner.caller(), command, "", BOUND).output().lines().toList();
  }
}
