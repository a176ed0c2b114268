package com.integraci.keycloak.directory;

import com.integraci.network.Destinations;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.NameResolver;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Opens connections to directories, each over TLS with certificate and host name checked: before
 * that nothing is sent but the request for StartTLS. The connection goes to the very address that
 * was looked at. Referrals are not followed.
 *
 * @param destinations says which address a name leads to
 * @param trusted whom certificates may come from
 */
record Connections(Destinations destinations, SSLContext trusted) {

  static final Duration CONNECT_MAX = Duration.ofSeconds(5);

  private static final int MESSAGE_BYTES_MAX = 1024 * 1024;

  /**
   * A connection on which nobody has signed in yet.
   *
   * @param deadline when the last answer must be there
   */
  LDAPConnection open(Place place, Deadline deadline) throws TroubleException {
    var address = address(place.host());
    var options = options(address, deadline);
    var connection =
        place.startTls()
            ? new LDAPConnection(options)
            : new LDAPConnection(new CheckedSockets(trusted), options);
    try {
      connection.connect(name(place.host()), place.port(), (int) CONNECT_MAX.toMillis());
      if (place.startTls()) {
        startTls(connection);
      }
      return connection;
    } catch (LDAPException e) {
      connection.close();
      throw new TroubleException(causedByTls(e) ? Trouble.NO_TLS : Trouble.UNREACHABLE, e);
    } catch (TroubleException e) {
      connection.close();
      throw e;
    }
  }

  private InetAddress address(String host) throws TroubleException {
    try {
      return destinations.resolve(host);
    } catch (Destinations.RefusedException e) {
      throw new TroubleException(e.inside() ? Trouble.INSIDE : Trouble.NO_HOST, e);
    }
  }

  /** An address of IPv6 has brackets in a URL alone. */
  private static String name(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private void startTls(LDAPConnection connection) throws TroubleException {
    try {
      var result =
          connection.processExtendedOperation(
              new StartTLSExtendedRequest(new CheckedSockets(trusted)));
      if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
        throw new TroubleException(Trouble.NO_TLS, null);
      }
    } catch (LDAPException e) {
      throw new TroubleException(Trouble.NO_TLS, e);
    }
  }

  private static LDAPConnectionOptions options(InetAddress address, Deadline deadline) {
    var options = new LDAPConnectionOptions();
    options.setUseSynchronousMode(true);
    options.setFollowReferrals(false);
    options.setBindWithDNRequiresPassword(true);
    options.setConnectTimeoutMillis((int) CONNECT_MAX.toMillis());
    options.setResponseTimeoutMillis(deadline.left().toMillis());
    options.setMaxMessageSize(MESSAGE_BYTES_MAX);
    options.setNameResolver(new Fixed(address));
    return options;
  }

  private static boolean causedByTls(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return true;
      }
    }
    return false;
  }

  /** Any name is the address that was looked at. */
  private static final class Fixed extends NameResolver {
    private final InetAddress address;

    Fixed(InetAddress address) {
      this.address = address;
    }

    @Override
    public InetAddress getByName(String host) throws UnknownHostException {
      return InetAddress.getByAddress(host, address.getAddress());
    }

    @Override
    public InetAddress[] getAllByName(String host) throws UnknownHostException {
      return new InetAddress[] {getByName(host)};
    }

    @Override
    public void toString(StringBuilder text) {
      text.append(address.getHostAddress());
    }
  }
}
