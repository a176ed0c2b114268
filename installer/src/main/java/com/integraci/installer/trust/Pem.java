package com.integraci.installer.trust;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Certificates (RFC 7468) and unencrypted PKCS 8 keys (RFC 5958) as text. */
final class Pem {

  private Pem() {}

  static String of(X509Certificate certificate) throws IOException {
    try {
      return write("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateException e) {
      throw new IOException("a certificate can't be encoded", e);
    }
  }

  static String of(PrivateKey key) throws IOException {
    return write("PRIVATE KEY", key.getEncoded());
  }

  static X509Certificate certificate(Path file) throws IOException {
    if (read(file) instanceof X509CertificateHolder holder) {
      try {
        return new JcaX509CertificateConverter().getCertificate(holder);
      } catch (CertificateException e) {
        throw new IOException(file + " holds a certificate that can't be read", e);
      }
    }
    throw new IOException(file + " holds no certificate");
  }

  static PrivateKey key(Path file) throws IOException {
    if (read(file) instanceof PrivateKeyInfo info) {
      return new JcaPEMKeyConverter().getPrivateKey(info);
    }
    throw new IOException(file + " holds no private key");
  }

  private static Object read(Path file) throws IOException {
    try (var parser = new PEMParser(new StringReader(Files.readString(file)))) {
      Object first = parser.readObject();
      if (first == null) {
        throw new IOException(file + " holds nothing in PEM");
      }
      return first;
    }
  }

  private static String write(String type, byte[] content) throws IOException {
    var text = new StringWriter();
    try (var writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(type, content));
    }
    return text.toString();
  }
}
