package com.integraci.appliance.http;

import io.helidon.common.socket.SocketOptions;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Options of connections that come in, with a bound on each wait for bytes: a request that stops
 * half-way ends then, and so does a connection on which no further request comes. The server has a
 * read time-out among its options, and sets it on no connection.
 */
final class BoundedReads implements SocketOptions {

  private final SocketOptions options;

  BoundedReads(Duration wait) {
    this.options = SocketOptions.builder().tcpNoDelay(true).readTimeout(wait).build();
  }

  @Override
  public void configureSocket(Socket socket) {
    options.configureSocket(socket);
    try {
      socket.setSoTimeout(Math.toIntExact(readTimeout().toMillis()));
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<SocketOption<?>, Object> socketOptions() {
    return options.socketOptions();
  }

  @Override
  public Duration connectTimeout() {
    return options.connectTimeout();
  }

  @Override
  public Duration readTimeout() {
    return options.readTimeout();
  }

  @Override
  public Optional<Integer> socketReceiveBufferSize() {
    return options.socketReceiveBufferSize();
  }

  @Override
  public Optional<Integer> socketSendBufferSize() {
    return options.socketSendBufferSize();
  }

  @Override
  public boolean socketReuseAddress() {
    return options.socketReuseAddress();
  }

  @Override
  public boolean socketKeepAlive() {
    return options.socketKeepAlive();
  }

  @Override
  public boolean tcpNoDelay() {
    return options.tcpNoDelay();
  }
}
