package com.integraci.tests.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reaches a server of 127.0.0.1 by another address of this machine, for one connection. */
final class Relay implements AutoCloseable {

  private final ServerSocket door = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.2"));
  private final AtomicBoolean reached = new AtomicBoolean();

  Relay(int port) throws IOException {
    Thread.ofVirtual().start(() -> relay(port));
  }

  int port() {
    return door.getLocalPort();
  }

  boolean reached() {
    return reached.get();
  }

  private void relay(int port) {
    try (Socket in = door.accept();
        Socket out = new Socket(InetAddress.getLoopbackAddress(), port)) {
      reached.set(true);
      var back = Thread.ofVirtual().start(() -> copy(out, in));
      copy(in, out);
      back.join();
    } catch (IOException e) {
      // The test sees that nobody was reached.
      reached.set(false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // One of the two hung up, which ends the connection.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
