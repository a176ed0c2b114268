package com.integraci.installer.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Who a file belongs to and whom a process runs as: the caller, or a system user of its own when
 * the caller is root.
 *
 * @param user the system user, or empty for the caller
 */
public record Owner(Optional<Account> user) {

  /**
   * A user of the system.
   *
   * @param name its name, which the operator sees in {@code ps}
   * @param uid its number
   * @param gid its group's number
   */
  public record Account(String name, int uid, int gid) {}

  /** The caller. */
  public static Owner caller() {
    return new Owner(Optional.empty());
  }

  /** A system user. */
  public static Owner of(Account account) {
    return new Owner(Optional.of(account));
  }

  /** The user's name, as PostgreSQL's ident map wants it. */
  public String name() {
    return user.map(Account::name).orElseGet(() -> System.getProperty("user.name"));
  }

  /** Gives a file or folder to this owner, which only root can do for another. */
  void give(Path file) throws IOException {
    if (user.isPresent()) {
      for (var entry :
          Map.of("unix:uid", user.get().uid(), "unix:gid", user.get().gid()).entrySet()) {
        Files.setAttribute(file, entry.getKey(), entry.getValue(), LinkOption.NOFOLLOW_LINKS);
      }
    }
  }
}
