package com.integraci.keycloak.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.network.Destinations;
import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.ExtendedResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionsTest {

  private static final String PASSWORD = "a password that nobody may see";

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "[::1]", "10.1.2.3", "169.254.169.254", "directory.example"})
  void aDirectoryInsideIsNotConnectedTo(String host) throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var destinations = leadingHere(false)) {
      server.setSoTimeout(1);
      var place = place("ldaps://%s:%d".formatted(host, server.getLocalPort()));
      var directory = new Directory(connections(destinations), place);
      assertEquals(Optional.of(Trouble.INSIDE), directory.trial());
      assertEquals(new Outcome.Away(Trouble.INSIDE), directory.prove("ada", PASSWORD, _ -> true));
      assertThrows(IOException.class, server::accept, "somebody connected");
    }
  }

  @Test
  void nothingIsSaidToADirectoryWithoutTlsButTheWishForIt() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var destinations = leadingHere(true)) {
      var heard = CompletableFuture.supplyAsync(() -> refusing(server));
      var place = place("ldap://directory.example:" + server.getLocalPort());
      var directory = new Directory(connections(destinations), place);
      assertEquals(new Outcome.Away(Trouble.NO_TLS), directory.prove("ada", PASSWORD, _ -> true));
      var said = heard.get(30, TimeUnit.SECONDS);
      assertTrue(said.contains("1.3.6.1.4.1.1466.20037"), said);
      for (String secret : List.of(PASSWORD, "the account's", "cn=integraci", "ada")) {
        assertFalse(said.contains(secret), said);
      }
    }
  }

  @Test
  void noTlsMeansNoDirectory() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var destinations = leadingHere(true)) {
      var heard = CompletableFuture.supplyAsync(() -> refusing(server));
      var place = place("ldaps://directory.example:" + server.getLocalPort());
      var trouble = new Directory(connections(destinations), place).trial();
      assertTrue(trouble.isPresent());
      assertFalse(heard.get(30, TimeUnit.SECONDS).contains("the account's"));
    }
  }

  @Test
  void anEmptyPasswordOrNameAsksNobody() throws Exception {
    try (var destinations = leadingHere(false)) {
      var directory = new Directory(connections(destinations), place("ldaps://127.0.0.1:1"));
      for (List<String> typed : List.of(List.of("ada", ""), List.of("", "x"), List.of(" ", "x"))) {
        var outcome = directory.prove(typed.get(0), typed.get(1), _ -> true);
        assertEquals(new Outcome.Refused("nothing typed"), outcome);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://directory.example", "directory.example", "ldaps:///", ""})
  void anAddressThatIsNoneIsRefused(String url) {
    assertThrows(IllegalArgumentException.class, () -> place(url));
  }

  /** Answers the first message with a refusal, and returns all that was sent. */
  private static String refusing(ServerSocket server) {
    var heard = new ByteArrayOutputStream();
    try (var client = server.accept()) {
      client.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
      var in = new Heard(client.getInputStream(), heard);
      try {
        var request = LDAPMessage.readFrom(new ASN1StreamReader(in), true);
        var refused =
            new ExtendedResponseProtocolOp(
                ResultCode.PROTOCOL_ERROR_INT_VALUE, null, "no TLS here", null, null, null);
        client
            .getOutputStream()
            .write(new LDAPMessage(request.getMessageID(), refused).encode().encode());
      } catch (LDAPException e) {
        return heard.toString(StandardCharsets.ISO_8859_1);
      }
      in.readAllBytes();
    } catch (IOException e) {
      // It went away.
    }
    return heard.toString(StandardCharsets.ISO_8859_1);
  }

  private static final class Heard extends FilterInputStream {
    private final ByteArrayOutputStream heard;

    Heard(InputStream in, ByteArrayOutputStream heard) {
      super(in);
      this.heard = heard;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      if (one >= 0) {
        heard.write(one);
      }
      return one;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = super.read(bytes, from, length);
      if (count > 0) {
        heard.write(bytes, from, count);
      }
      return count;
    }
  }

  private static Connections connections(Destinations destinations)
      throws NoSuchAlgorithmException {
    return new Connections(destinations, SSLContext.getDefault());
  }

  private static Destinations leadingHere(boolean insideAllowed) {
    return new Destinations(
        insideAllowed, _ -> new InetAddress[] {InetAddress.getLoopbackAddress()});
  }

  private static Place place(String url) {
    return Place.of(
        name ->
            switch (name) {
              case "url" -> url;
              case "baseDn" -> "dc=corp,dc=example";
              case "bindDn" -> "cn=integraci,dc=corp,dc=example";
              case "clientSecret" -> "the account's own";
              case "idAttribute" -> "entryUUID";
              default -> "uid";
            });
  }
}
