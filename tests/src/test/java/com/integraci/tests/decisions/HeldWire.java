package com.integraci.tests.decisions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * The way from a client to PostgreSQL and back, on a port of its own. It can be told when it
 * delivers no answer any more: what was asked until then is done, and whoever asked does not hear
 * of it. It passes TLS through and sees who speaks, nothing else.
 */
final class HeldWire implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final int target;
  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private BooleanSupplier holds = () -> false;
  private int answers;
  private boolean held;
  private boolean closed;

  /**
   * A wire that holds nothing yet.
   *
   * @param target the server's port on 127.0.0.1
   */
  HeldWire(int target) {
    this.target = target;
    try {
      this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Counts answers from now on, and delivers as many. */
  synchronized void deliver(int most) {
    answers = 0;
    holds = () -> answers == most;
  }

  /** Delivers from now on what comes before something is so. */
  synchronized void deliverUntil(BooleanSupplier something) {
    answers = 0;
    holds = something;
  }

  /** How many answers were delivered. */
  synchronized int answers() {
    return answers;
  }

  /** Whether somebody waits for an answer that is not delivered. */
  synchronized boolean held() {
    return held;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var client = listening.accept();
        var server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(server);
        var trip = new Trip();
        Thread.ofVirtual().start(() -> pass(client, server, trip::asks));
        Thread.ofVirtual().start(() -> pass(server, client, trip::answers));
      } catch (IOException e) {
        // It was closed.
      }
    }
  }

  private static void pass(Socket from, Socket to, Runnable gate) {
    try (from;
        to) {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        gate.run();
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // One of the two is gone: so is the other.
    }
  }

  /** Where one connection stands. */
  private final class Trip {
    private boolean asking;

    private void asks() {
      synchronized (HeldWire.this) {
        asking = true;
      }
    }

    private void answers() {
      synchronized (HeldWire.this) {
        if (asking) {
          hold();
          answers++;
        }
        asking = false;
      }
    }

    private void hold() {
      while (!closed && (held || holds.getAsBoolean())) {
        held = true;
        try {
          HeldWire.this.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      listening.close();
      for (Socket one : open) {
        one.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
