package com.integraci.tests;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * A customer's directory: Debian's OpenLDAP as a process of the tests, with a folder of its own, on
 * free ports of 127.0.0.1. It shows people to one account, and lets them sign in.
 */
public final class DirectoryServer implements AutoCloseable {

  /** Below it its people are. */
  public static final String BASE = "ou=people,dc=corp,dc=example";

  /** Whom it shows them to. */
  public static final String ACCOUNT = "cn=integraci,dc=corp,dc=example";

  /** What that account signs in with. */
  public static final String PASSWORD = "marked-bind-password-of-the-directory";

  /** Where it listens too, which its certificate does not name. */
  public static final String OTHER_HOST = "127.0.0.2";

  private static final String ROOT = "cn=root,dc=corp,dc=example";
  private static final String ROOTS = "the root of the tests";
  private static final Path PROGRAM = Path.of("/usr/sbin/slapd");
  private static final Duration START = Duration.ofSeconds(30);

  private final int plain = PostgresServer.freePort();
  private final int tls = PostgresServer.freePort();
  private final Path folder;
  private final ServerProcess process;

  /** Writes a certificate for a server of this machine, and its key. */
  @FunctionalInterface
  public interface Issuer {
    void issueTo(Path certificate, Path key);
  }

  private DirectoryServer(Path folder, boolean certified) throws IOException {
    this.folder = folder;
    // Where AppArmor confines the program, it does so by its path, to the folders of the service.
    var program = Files.copy(PROGRAM, folder.resolve("slapd"));
    program.toFile().setExecutable(true);
    Files.createDirectories(folder.resolve("db"));
    Files.writeString(folder.resolve("slapd.conf"), configuration(certified));
    var urls = urls("127.0.0.1", certified) + " " + urls(OTHER_HOST, certified);
    this.process =
        ServerProcess.start(
            folder,
            Map.of(),
            program.toString(),
            "-d",
            "0",
            "-f",
            folder.resolve("slapd.conf").toString(),
            "-h",
            urls);
    Await.until("slapd is up, see " + folder.resolve("log"), START, this::isUp);
    entry("dc=corp,dc=example", "objectClass: dcObject", "objectClass: organization", "o: Corp");
    entry(BASE, "objectClass: organizationalUnit");
    entry(
        ACCOUNT,
        "objectClass: organizationalRole",
        "objectClass: simpleSecurityObject",
        "userPassword: " + PASSWORD);
  }

  /** Starts one whose certificate the shared Keycloak trusts. */
  public static DirectoryServer start() {
    return start(KeycloakServer.shared()::issueTo);
  }

  /** Starts one with another certificate. */
  public static DirectoryServer start(Issuer issuer) {
    try {
      var folder = Files.createTempDirectory("integraci-slapd");
      issuer.issueTo(folder.resolve("server.pem"), folder.resolve("server.key"));
      withPublicKey(folder.resolve("server.pem"), folder.resolve("server.key"));
      return new DirectoryServer(folder, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** GnuTLS reads no private key of an elliptic curve that has its public key not beside it. */
  private static void withPublicKey(Path certificate, Path key) throws IOException {
    try (var certificates = new PEMParser(Files.newBufferedReader(certificate));
        var keys = new PEMParser(Files.newBufferedReader(key))) {
      var info = (PrivateKeyInfo) keys.readObject();
      var holder = (X509CertificateHolder) certificates.readObject();
      var whole =
          new ECPrivateKey(
              256,
              ECPrivateKey.getInstance(info.parsePrivateKey()).getKey(),
              holder.getSubjectPublicKeyInfo().getPublicKeyData(),
              info.getPrivateKeyAlgorithm().getParameters());
      var text = new StringWriter();
      try (var pem = new PemWriter(text)) {
        pem.writeObject(new PemObject("EC PRIVATE KEY", whole.getEncoded()));
      }
      Files.writeString(key, text.toString());
    }
  }

  /** Starts one that speaks no TLS at all. */
  public static DirectoryServer withoutTls() {
    try {
      return new DirectoryServer(Files.createTempDirectory("integraci-slapd"), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String urls(String host, boolean certified) {
    return "ldap://%1$s:%2$d%3$s"
        .formatted(host, plain, certified ? " ldaps://%s:%d".formatted(host, tls) : "");
  }

  private String configuration(boolean certified) {
    var certificates =
        """
        TLSCertificateFile %1$s/server.pem
        TLSCertificateKeyFile %1$s/server.key
        """
            .formatted(folder);
    return """
    include /etc/ldap/schema/core.schema
    include /etc/ldap/schema/cosine.schema
    include /etc/ldap/schema/inetorgperson.schema
    modulepath /usr/lib/ldap
    moduleload back_mdb
    pidfile %1$s/pid
    %2$s
    database mdb
    directory %1$s/db
    maxsize 67108864
    suffix dc=corp,dc=example
    rootdn %3$s
    rootpw "%4$s"
    access to attrs=userPassword by anonymous auth by * none
    access to * by dn.exact="%5$s" read by * none
    """
        .formatted(folder, certified ? certificates : "", ROOT, ROOTS, ACCOUNT);
  }

  private boolean isUp() {
    if (!process.isAlive()) {
      throw new IllegalStateException("slapd ended, see " + folder.resolve("log"));
    }
    try (var connection = new LDAPConnection("127.0.0.1", plain)) {
      return connection.isConnected();
    } catch (LDAPException notYet) {
      return false;
    }
  }

  /** Its address, over TLS from the beginning. */
  public String ldaps() {
    return "ldaps://127.0.0.1:" + tls;
  }

  /** Its address, over StartTLS. */
  public String ldap() {
    return "ldap://127.0.0.1:" + plain;
  }

  /** Somebody, whose entry is of their address: a name may be twice. */
  public void person(String uid, String email, String password) {
    entry(
        "mail=" + email + "," + BASE,
        "objectClass: inetOrgPerson",
        "cn: Somebody of the corporation",
        "sn: Somebody",
        "uid: " + uid,
        "mail: " + email,
        "userPassword: " + password);
  }

  /** Changes what the account signs in with. */
  public void password(String password) {
    try (var connection = root()) {
      connection.modify(
          "dn: " + ACCOUNT,
          "changetype: modify",
          "replace: userPassword",
          "userPassword: " + password);
    } catch (LDAPException | LDIFException e) {
      throw new IllegalStateException(e);
    }
  }

  private void entry(String dn, String... lines) {
    var ldif = new String[lines.length + 1];
    ldif[0] = "dn: " + dn;
    System.arraycopy(lines, 0, ldif, 1, lines.length);
    try (var connection = root()) {
      connection.add(ldif);
    } catch (LDAPException | LDIFException e) {
      throw new IllegalStateException(e);
    }
  }

  private LDAPConnection root() throws LDAPException {
    return new LDAPConnection("127.0.0.1", plain, ROOT, ROOTS);
  }

  @Override
  public void close() {
    process.kill();
  }
}
