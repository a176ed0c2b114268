package com.integraci.tests.decisions;

import com.integraci.appliance.audit.AuditExcerpts;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.audit.Sealer;
import com.integraci.appliance.audit.StatementSigner;
import com.integraci.appliance.compliance.EvidencePacks;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.policy.Caller;
import com.integraci.bundles.audit.AuditKey;
import com.integraci.bundles.pack.PackReport;
import com.integraci.bundles.pack.PackVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.zip.ZipFile;

/** Evidence packs of a lab, whose entries are sealed as they come. */
final class PackDesk implements AutoCloseable {

  final Lab lab;
  final EvidencePacks packs;

  private final StatementSigner signer;
  private final JobDatabase claims;
  private final Sealer sealer;

  PackDesk(Path state) {
    this.lab = new Lab(state);
    var database = lab.desk.database;
    this.signer = StatementSigner.of(lab.table.signer());
    this.claims = JobDatabase.open(lab.desk.settings, JobDatabase.Job.SEALER);
    var policy = lab.table.policy;
    this.sealer = Sealer.start(database, claims, policy);
    var chain = new AuditExcerpts(database, policy, new AuditLog(), signer);
    this.packs =
        new EvidencePacks(
            new EvidencePacks.Parts(database, policy, new AuditLog(), chain, lab.table.trust),
            InstantSource.system());
  }

  /** Makes a pack as a file. */
  Path make(Caller caller, Instant from, Instant to, Path file) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      packs.make(caller, from, to).writeTo(out);
    }
    return file;
  }

  /** What whoever kept the site's key finds. */
  PackReport verify(Path file) throws IOException {
    return new PackVerifier(siteKeys()).verify(file);
  }

  List<AuditKey> siteKeys() {
    return signer.publicKeys().values().stream().map(AuditKey::ofRaw).toList();
  }

  static String member(Path file, String name) throws IOException {
    try (var zip = new ZipFile(file.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    sealer.close();
    claims.close();
    lab.close();
  }
}
