package com.integraci.appliance.openbao;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.http.TestCertificate;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NoSuchElementException;
import org.bouncycastle.operator.OperatorCreationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that end where a killed OpenBao ends them. */
class WireTest {

  private static final String WHOLE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  @TempDir private Path folder;
  private ServerSocket listening;
  private Wire wire;

  @BeforeEach
  void open() throws IOException, GeneralSecurityException, OperatorCreationException {
    var certificate = TestCertificate.in(folder);
    listening =
        certificate
            .context()
            .getServerSocketFactory()
            .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    wire =
        Wire.open(
            URI.create("https://localhost:" + listening.getLocalPort()), certificate.certificate());
  }

  @AfterEach
  void close() throws IOException {
    wire.close();
    listening.close();
  }

  @Test
  void anEndBeforeTheAnswer() {
    hangUpAfter("");
    assertThrows(Unavailable.class, this::ask);
  }

  @Test
  void anEndWithinTheHead() {
    hangUpAfter("HTTP/1.1 200 OK\r\nContent-Le");
    assertThrows(Unavailable.class, this::ask);
  }

  @Test
  void anEndWithinTheBody() {
    hangUpAfter("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"data\"");
    assertThrows(Unavailable.class, this::ask);
  }

  @Test
  void anEndBetweenTwoRequests() {
    hangUpAfter(WHOLE, "");
    assertFalse(ask().missing());
    assertThrows(Unavailable.class, this::ask);
  }

  @Test
  void anAnswerOfAnotherKind() {
    hangUpAfter("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<html");
    assertThrows(Unavailable.class, this::ask);
  }

  private Answer ask() {
    return wire.send(Call.read(Call.ROOT, "sys/health"), "");
  }

  /** Answers one request after another with these bytes, and ends the connection after them. */
  private void hangUpAfter(String... answers) {
    Thread.ofVirtual().start(() -> serve(List.of(answers)));
  }

  private void serve(List<String> answers) {
    var left = new ArrayDeque<>(answers);
    while (!listening.isClosed()) {
      try (var socket = listening.accept()) {
        do {
          readHead(socket.getInputStream());
          socket.getOutputStream().write(left.remove().getBytes(StandardCharsets.US_ASCII));
        } while (!left.isEmpty());
      } catch (IOException | NoSuchElementException e) {
        // The client went first, or there is no answer for it.
      }
    }
  }

  private static void readHead(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      head.append((char) next);
    }
  }
}
