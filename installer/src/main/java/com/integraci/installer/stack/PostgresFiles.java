package com.integraci.installer.stack;

import com.integraci.installer.folder.ApplianceFile.Port;
import com.integraci.installer.folder.DataFolder;
import com.integraci.installer.folder.Durable;
import com.integraci.installer.folder.Owner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * PostgreSQL's configuration in its folder, written anew at each start so that what runs is what
 * this version says.
 */
final class PostgresFiles {
  private PostgresFiles() {}

  static void write(Site site, Path folder) throws IOException {
    Owner owner = site.owners().postgres();
    DataFolder.makeFolder(folder.resolve("socket"), "rwx------", owner);
    DataFolder.makeFolder(folder.resolve("tls"), "rwx------", owner);
    site.authority().ensureLeaf(folder.resolve("tls"), "postgres", owner);
    String server = serverSettings(site.port(Port.POSTGRES), folder);
    Durable.write(folder.resolve("postgresql.conf"), server, "r--------", owner);
    Durable.write(folder.resolve("pg_hba.conf"), accessRules(), "r--------", owner);
    // Only the system user that runs the server is let in as its superuser, and only through the
    // socket in a folder that nobody else can enter.
    String ident = "superuser %s postgres\n".formatted(owner.name());
    Durable.write(folder.resolve("pg_ident.conf"), ident, "r--------", owner);
  }

  private static String serverSettings(int port, Path folder) {
    return """
    # Written by integraci at each start; changes are lost.
    listen_addresses = '127.0.0.1'
    port = %d
    unix_socket_directories = '%s/socket'
    unix_socket_permissions = 0700
    hba_file = '%2$s/pg_hba.conf'
    ident_file = '%2$s/pg_ident.conf'
    ssl = on
    ssl_cert_file = '%2$s/tls/server.pem'
    ssl_key_file = '%2$s/tls/server.key'
    ssl_min_protocol_version = 'TLSv1.3'
    password_encryption = 'scram-sha-256'
    max_connections = 150
    shared_buffers = '128MB'
    max_wal_size = '1GB'
    wal_compression = on
    # The connections of a client that vanished are not kept for hours.
    tcp_keepalives_idle = 60
    # Statements, and the details of errors, may hold what a log must not.
    log_error_verbosity = 'terse'
    log_statement = 'none'
    log_min_error_statement = 'panic'
    log_parameter_max_length = 0
    log_parameter_max_length_on_error = 0
    log_line_prefix = '%%m [%%p] %%u@%%d '
    log_timezone = 'UTC'
    timezone = 'UTC'
    """
        .formatted(port, folder);
  }

  private static String accessRules() {
    return "local all postgres peer map=superuser\n"
        + DatabaseRole.all().stream()
            .flatMap(
                role ->
                    role.databases().stream()
                        .map(
                            database ->
                                "hostssl %s %s 127.0.0.1/32 scram-sha-256\n"
                                    .formatted(database, role.name())))
            .collect(Collectors.joining());
  }
}
