package com.integraci.installer.trust;

import com.integraci.installer.folder.Durable;
import com.integraci.installer.folder.Owner;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The appliance's certificate authority: EC P-256, ten years, in a folder that only the caller
 * reads. It certifies this machine's components as {@code localhost} and {@code 127.0.0.1} for a
 * year at a time (RFC 5280).
 */
public final class CertificateAuthority {
  private static final Duration ROOT_LIFE = Duration.ofDays(3_650);
  private static final Duration LEAF_LIFE = Duration.ofDays(397);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(10);
  private static final String CERTIFICATE = "root.pem";
  private static final String KEY = "root.key";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final X509Certificate root;
  private final PrivateKey key;
  private final Clock clock;

  private CertificateAuthority(X509Certificate root, PrivateKey key, Clock clock) {
    this.root = root;
    this.key = key;
    this.clock = clock;
  }

  /** Makes a new authority in an existing folder. */
  public static void create(Path folder, String name, Clock clock) throws IOException {
    KeyPair pair = keyPair();
    X500Name subject = name(name);
    var builder = builder(subject, subject, pair, clock.instant(), ROOT_LIFE);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
      X509Certificate root = sign(builder, pair.getPrivate());
      Durable.write(folder.resolve(KEY), Pem.of(pair.getPrivate()), "r--------", Owner.caller());
      Durable.write(folder.resolve(CERTIFICATE), Pem.of(root), "r--r--r--", Owner.caller());
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate authority can't be made", e);
    }
  }

  /** Opens the authority in a folder and checks that key and certificate belong together. */
  public static CertificateAuthority open(Path folder, Clock clock) throws IOException {
    var authority =
        new CertificateAuthority(
            Pem.certificate(folder.resolve(CERTIFICATE)), Pem.key(folder.resolve(KEY)), clock);
    // A leaf that verifies is the proof that the pair works.
    authority.certify("proof", keyPair());
    return authority;
  }

  /** The public certificate, for everybody who is to trust the appliance. */
  public String certificate() throws IOException {
    return Pem.of(root);
  }

  /**
   * Sees to it that a folder holds {@code server.pem} and {@code server.key} of a component with
   * more than a third of their life left; makes new ones otherwise.
   *
   * @return whether new ones were made
   */
  public boolean ensureLeaf(Path folder, String component, Owner owner) throws IOException {
    Path certificate = folder.resolve("server.pem");
    Path keyFile = folder.resolve("server.key");
    if (Files.exists(certificate) && Files.exists(keyFile) && good(certificate)) {
      return false;
    }
    KeyPair pair = keyPair();
    X509Certificate leaf = certify(component, pair);
    // A kill between the two leaves a pair that does not match; without its certificate the next
    // start makes both again.
    Files.deleteIfExists(certificate);
    Durable.write(keyFile, Pem.of(pair.getPrivate()), "r--------", owner);
    Durable.write(certificate, Pem.of(leaf) + Pem.of(root), "r--------", owner);
    return true;
  }

  /**
   * When the certificate in a component's folder ends, once the next start would make a new one;
   * empty before.
   */
  public Optional<Instant> due(Path folder) throws IOException {
    Path certificate = folder.resolve("server.pem");
    return good(certificate)
        ? Optional.empty()
        : Optional.of(Pem.certificate(certificate).getNotAfter().toInstant());
  }

  private boolean good(Path file) throws IOException {
    X509Certificate leaf = Pem.certificate(file);
    Instant begin = leaf.getNotBefore().toInstant();
    Instant end = leaf.getNotAfter().toInstant();
    Instant renewal = end.minus(Duration.between(begin, end).dividedBy(3));
    try {
      leaf.verify(root.getPublicKey());
    } catch (GeneralSecurityException e) {
      return false;
    }
    return clock.instant().isBefore(renewal);
  }

  private X509Certificate certify(String component, KeyPair pair) throws IOException {
    var subject = name(component);
    var issuer = X500Name.getInstance(root.getSubjectX500Principal().getEncoded());
    var builder = builder(issuer, subject, pair, clock.instant(), LEAF_LIFE);
    var names =
        new GeneralName[] {
          new GeneralName(GeneralName.dNSName, "localhost"),
          new GeneralName(GeneralName.iPAddress, "127.0.0.1")
        };
    try {
      var identifiers = new JcaX509ExtensionUtils();
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      builder.addExtension(
          Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(root));
      X509Certificate leaf = sign(builder, key);
      leaf.verify(root.getPublicKey());
      return leaf;
    } catch (GeneralSecurityException e) {
      throw new IOException("a certificate for " + component + " can't be made", e);
    }
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, KeyPair pair, Instant now, Duration life) {
    var serial = new BigInteger(127, RANDOM).add(BigInteger.ONE);
    var begin = Date.from(now.minus(CLOCK_SKEW));
    var end = Date.from(now.plus(life));
    return new JcaX509v3CertificateBuilder(issuer, serial, begin, end, subject, pair.getPublic());
  }

  private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException {
    try {
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static X500Name name(String common) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.O, "IntegraCI Appliance")
        .addRDN(BCStyle.CN, common)
        .build();
  }

  private static KeyPair keyPair() throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IOException("this Java runtime has no EC keys", e);
    }
  }
}
