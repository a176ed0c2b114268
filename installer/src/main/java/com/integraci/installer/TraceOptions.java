package com.integraci.installer;

import com.integraci.config.TraceSettings;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import com.integraci.installer.stack.MailSettings;
import com.integraci.installer.trust.Authorities;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say where traces are sent; they count for one start. */
final class TraceOptions {
  private static final String AUTHORITY = "--traces-authority";

  @Option(
      names = "--traces-endpoint",
      paramLabel = "URL",
      description =
          "Send traces to the collector at this base address (OTLP over HTTP): https, or http on"
              + " this machine. Without it nothing is sent.")
  private String endpoint = "";

  @Option(
      names = "--traces-ratio",
      paramLabel = "R",
      description = "How many of the traces are kept, 0 to 1 (default: 1).")
  private double ratio = 1;

  @Option(
      names = "--traces-headers",
      paramLabel = "FILE",
      description =
          "Header fields for the collector, such as a token: Name: value, one in a line; mode"
              + " 0600.")
  private Path headers;

  @Option(
      names = AUTHORITY,
      paramLabel = "FILE",
      description = "Authorities (PEM) of the collector's certificate, in place of the system's.")
  private Path authority;

  /** What they say; the files are read now, so that a wrong one stops nothing that runs. */
  TraceSettings traces() {
    try {
      var settings =
          new TraceSettings(
              endpoint,
              ratio,
              Stream.ofNullable(headers).map(Path::toAbsolutePath).toList(),
              Stream.ofNullable(authority).map(Path::toAbsolutePath).toList());
      for (Path file : settings.headers()) {
        MailSettings.demandReadable(file);
      }
      settings.headerFields();
      settings.authorities().forEach(file -> Authorities.read(AUTHORITY, file));
      return settings;
    } catch (IllegalArgumentException e) {
      throw new Refusal(ExitCode.USAGE, e.getMessage(), e);
    }
  }
}
