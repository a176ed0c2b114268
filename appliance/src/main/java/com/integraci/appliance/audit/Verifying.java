package com.integraci.appliance.audit;

import com.integraci.bundles.audit.AuditVerdict;
import com.integraci.bundles.audit.AuditVerifier;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Verifies a file while it is written, so that none of it is kept. */
final class Verifying {

  private static final int PIPE_BYTES = 64 * 1024;

  private Verifying() {}

  static AuditVerdict run(AuditVerifier verifier, AuditTrail.Export export) {
    try (var in = new PipedInputStream(PIPE_BYTES)) {
      var out = new PipedOutputStream(in);
      var written = new CompletableFuture<AuditTrail.Export>();
      Thread.ofVirtual().name("audit-verify").start(() -> write(export, out, written));
      AuditVerdict verdict = verifier.verify(in);
      if (verdict instanceof AuditVerdict.Intact) {
        return verdict;
      }
      // A file that could not be written is no broken chain. A fault that was found is one,
      // whatever becomes of the rest of the file, whose reader is gone.
      if (written.isCompletedExceptionally()) {
        written.join();
      }
      return verdict;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  private static void write(
      AuditTrail.Export export,
      PipedOutputStream out,
      CompletableFuture<AuditTrail.Export> written) {
    try {
      export.writeTo(out);
      written.complete(export);
    } catch (IOException | RuntimeException e) {
      written.completeExceptionally(e);
    } finally {
      close(out);
    }
  }

  private static void close(PipedOutputStream out) {
    try {
      out.close();
    } catch (IOException _) {
      // The reader has found a fault and is gone.
    }
  }
}
