package com.integraci.installer.trust;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Certificates of authorities that an operator names. */
public final class Authorities {
  private static final int BYTES_MAX = 1024 * 1024;

  private Authorities() {}

  /**
   * The certificates of a file, and nothing else that may stand in it.
   *
   * @param option the option that names it, for the operator
   * @param file one or more certificates (PEM), 1 MiB at most
   * @throws Refusal when it can't be read, or holds none
   */
  public static String read(String option, Path file) {
    try {
      var text = new StringBuilder();
      for (X509Certificate each : certificates(bytes(option, file))) {
        text.append(Pem.of(each));
      }
      if (text.isEmpty()) {
        throw new Refusal(ExitCode.USAGE, said(option, file, "holds no certificate in PEM"));
      }
      return text.toString();
    } catch (NoSuchFileException e) {
      throw new Refusal(ExitCode.USAGE, said(option, file, "is not there"), e);
    } catch (IOException e) {
      throw new Refusal(ExitCode.USAGE, said(option, file, "can't be read"), e);
    } catch (CertificateException e) {
      throw new Refusal(
          ExitCode.USAGE, said(option, file, "holds something else than certificates in PEM"), e);
    }
  }

  private static byte[] bytes(String option, Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(BYTES_MAX + 1);
      if (bytes.length > BYTES_MAX) {
        throw new Refusal(ExitCode.USAGE, said(option, file, "is larger than 1 MiB"));
      }
      return bytes;
    }
  }

  private static List<X509Certificate> certificates(byte[] bytes) throws CertificateException {
    var found = new ArrayList<X509Certificate>();
    var factory = CertificateFactory.getInstance("X.509");
    for (var each : factory.generateCertificates(new ByteArrayInputStream(bytes))) {
      if (each instanceof X509Certificate certificate) {
        found.add(certificate);
      }
    }
    return found;
  }

  private static String said(String option, Path file, String what) {
    return "The file %s that %s names %s; nothing was started.".formatted(file, option, what);
  }
}
