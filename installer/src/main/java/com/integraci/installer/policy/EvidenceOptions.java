package com.integraci.installer.policy;

import com.integraci.bundles.evidence.EvidenceFile;
import com.integraci.bundles.evidence.EvidenceKind;
import com.integraci.bundles.evidence.EvidenceReader;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The files of a CI that a decision is to count as evidence. */
final class EvidenceOptions {

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Test reports, JUnit XML.")
  private List<Path> junit = List.of();

  @Option(
      names = "--sarif",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Findings of analyses, SARIF 2.1.0.")
  private List<Path> sarif = List.of();

  @Option(
      names = "--secrets-sarif",
      paramLabel = "FILE",
      arity = "1..*",
      description = "What a scanner for secrets found, SARIF 2.1.0.")
  private List<Path> secretsSarif = List.of();

  @Option(
      names = "--cyclonedx",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Bills of materials and vulnerabilities, CycloneDX 1.4 to 1.7, JSON.")
  private List<Path> cyclonedx = List.of();

  @Option(
      names = "--spdx",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Bills of materials, SPDX 2.2 or 2.3, JSON.")
  private List<Path> spdx = List.of();

  @Option(
      names = "--attestation",
      paramLabel = "FILE",
      arity = "1..*",
      description = "In-toto statements, signed by DSSE.")
  private List<Path> attestations = List.of();

  @Option(
      names = "--trust",
      paramLabel = "KEY.pem",
      arity = "1..*",
      description = "Public keys whose attestations count: Ed25519, P-256 or P-384.")
  private List<Path> trust = List.of();

  private final List<EvidenceFile> files = new ArrayList<>();
  private long bytes;

  EvidenceReader reader() {
    var keys = trust.stream().flatMap(file -> KeyFiles.trusted(file).stream()).toList();
    if (keys.size() > EvidenceReader.KEYS_MAX) {
      throw new Refusal(ExitCode.USAGE, "--trust names more than 16 keys.");
    }
    return new EvidenceReader(keys);
  }

  /** Reads the files, to one byte past what is taken: the reader says what is too large. */
  List<EvidenceFile> files() {
    read(EvidenceKind.JUNIT, junit);
    read(EvidenceKind.SARIF, sarif);
    read(EvidenceKind.SECRETS_SARIF, secretsSarif);
    read(EvidenceKind.CYCLONEDX, cyclonedx);
    read(EvidenceKind.SPDX, spdx);
    read(EvidenceKind.ATTESTATION, attestations);
    return files;
  }

  private void read(EvidenceKind kind, List<Path> paths) {
    for (Path path : paths) {
      if (bytes > EvidenceReader.BYTES_MAX) {
        return;
      }
      var content = read(path, EvidenceFile.BYTES_MAX);
      bytes += content.length;
      files.add(new EvidenceFile(kind, path.toString(), content));
    }
  }

  private static byte[] read(Path file, int bytesMax) {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(bytesMax + 1);
    } catch (IOException e) {
      throw new Refusal(ExitCode.USAGE, file + " can't be read.", e);
    }
  }
}
