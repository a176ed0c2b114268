package com.integraci.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * The files of one throw-away cluster.
 *
 * @param root its folder; the path is short, for a socket's path has 107 bytes at most
 */
record PostgresFolder(Path root) {

  private static final String CONF =
      """
      listen_addresses = '127.0.0.1'
      unix_socket_permissions = 0700
      max_connections = 300
      shared_buffers = 256MB
      max_wal_size = 4GB
      ssl = on
      ssl_cert_file = '../tls/server.crt'
      ssl_key_file = '../tls/server.key'
      ssl_min_protocol_version = 'TLSv1.3'
      password_encryption = 'scram-sha-256'
      scram_iterations = 4096
      fsync = off
      synchronous_commit = off
      full_page_writes = off
      track_commit_timestamp = on
      log_line_prefix = '%m [%p] %u@%d '
      timezone = 'UTC'
      """;

  private static final String HBA =
      """
      local   all all              trust
      hostssl all all 127.0.0.1/32 scram-sha-256
      """;

  /** Makes an initialised cluster with the superuser {@code postgres}. */
  static PostgresFolder make(PostgresPrograms programs) {
    try {
      var folder = new PostgresFolder(Files.createTempDirectory("integraci-pg"));
      Files.setPosixFilePermissions(folder.root, PosixFilePermissions.fromString("rwx--x--x"));
      Files.createDirectory(folder.passwords());
      for (Path own : List.of(folder.data(), folder.socket(), folder.tls())) {
        Files.createDirectory(own);
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
        give(own);
      }
      folder.initialise(programs);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void initialise(PostgresPrograms programs) throws IOException {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    Path password = tls().resolve("password");
    write(password, HexFormat.of().formatHex(random));
    write(passwords().resolve("postgres"), HexFormat.of().formatHex(random));
    give(password);
    programs.run(
        "initdb",
        "-D",
        "" + data(),
        "-U",
        "postgres",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
        "--auth=scram-sha-256",
        "--pwfile=" + password);
    var authority = new ThrowawayAuthority();
    authority.writeTo(authority());
    authority.issueTo(tls().resolve("server.crt"), tls().resolve("server.key"));
    Files.setPosixFilePermissions(
        tls().resolve("server.key"), PosixFilePermissions.fromString("rw-------"));
    give(tls().resolve("server.key"));
    Path conf = data().resolve("postgresql.conf");
    write(conf, CONF);
    write(data().resolve("pg_hba.conf"), HBA);
  }

  Path data() {
    return root.resolve("data");
  }

  Path socket() {
    return root.resolve("socket");
  }

  Path passwords() {
    return root.resolve("passwords");
  }

  Path authority() {
    return root.resolve("ca.pem");
  }

  private Path tls() {
    return root.resolve("tls");
  }

  void write(Path file, String text) {
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete() {
    try (var paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void give(Path path) throws IOException {
    if (PostgresPrograms.needsUser()) {
      var lookup = path.getFileSystem().getUserPrincipalLookupService();
      var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
      view.setGroup(lookup.lookupPrincipalByGroupName(PostgresPrograms.GROUP));
      view.setOwner(lookup.lookupPrincipalByName(PostgresPrograms.USER));
    }
  }
}
