package com.integraci.keycloak.directory;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.keycloak.broker.provider.BrokeredIdentityContext;
import org.keycloak.broker.provider.UserAuthenticationIdentityProvider.AuthenticationCallback;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Where the page with name and password is sent. Whatever was not right is answered with one
 * sentence, and not before a second is over.
 */
public final class DirectoryEndpoint {

  private static final Logger LOG = Logger.getLogger(DirectoryEndpoint.class);

  /** Longer than a near directory takes, so that the time of an answer says nothing. */
  private static final Duration REFUSED_AFTER = Duration.ofSeconds(1);

  private static final int STATE_MAX = 4000;
  private static final int NAME_MAX = 255;
  private static final int PASSWORD_MAX = 1000;

  private final KeycloakSession session;
  private final DirectoryProvider provider;
  private final AuthenticationCallback callback;
  private final EventBuilder event;

  DirectoryEndpoint(
      KeycloakSession session,
      DirectoryProvider provider,
      AuthenticationCallback callback,
      EventBuilder event) {
    this.session = session;
    this.provider = provider;
    this.callback = callback;
    this.event = event;
  }

  /**
   * Takes name and password.
   *
   * @param state whose sign-in it is; good once
   */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response prove(@QueryParam("state") String state) {
    if (state == null || state.isEmpty() || state.length() > STATE_MAX) {
      throw new BadRequestException();
    }
    long start = System.nanoTime();
    var signIn = callback.getAndVerifyAuthenticationSession(state);
    session.getContext().setAuthenticationSession(signIn);
    var name = field("username", NAME_MAX);
    var password = field("password", PASSWORD_MAX);
    var realm = session.getContext().getRealm();
    var address = session.getContext().getConnection().getRemoteAddr();
    return switch (provider.prove(realm, name, password, address)) {
      case Outcome.Proven proven -> callback.authenticated(identity(signIn, proven.person()));
      case Outcome.Refused refused -> {
        failed(signIn, refused);
        keepSecond(start);
        yield again(signIn, name, "directoryWrong");
      }
      case Outcome.Away away -> {
        LOG.warnf(
            "the directory %s of realm %s: %s",
            provider.getConfig().getAlias(), realm.getName(), away.trouble().code());
        yield again(signIn, name, "directoryAway");
      }
    };
  }

  /** What was typed, "" when it is too long to be right. */
  private String field(String name, int max) {
    var value = session.getContext().getHttpRequest().getDecodedFormParameters().getFirst(name);
    return Optional.ofNullable(value).filter(typed -> typed.length() <= max).orElse("");
  }

  private BrokeredIdentityContext identity(AuthenticationSessionModel signIn, Person person) {
    var identity = new BrokeredIdentityContext(person.id(), provider.getConfig());
    identity.setIdp(provider);
    identity.setAuthenticationSession(signIn);
    identity.setUsername(person.name());
    identity.setBrokerUserId(provider.getConfig().getAlias() + "." + person.id());
    if (!person.email().isEmpty()) {
      identity.setEmail(person.email());
    }
    return identity;
  }

  private void failed(AuthenticationSessionModel signIn, Outcome.Refused refused) {
    var failed =
        event
            .clone()
            .event(EventType.LOGIN)
            .client(signIn.getClient())
            .detail(Details.IDENTITY_PROVIDER, provider.getConfig().getAlias())
            .detail(Details.REASON, refused.reason());
    refused
        .person()
        .ifPresent(person -> provider.failed(session.getContext().getRealm(), person, failed));
    failed.error(Errors.INVALID_USER_CREDENTIALS);
  }

  private Response again(AuthenticationSessionModel signIn, String name, String said) {
    signIn.setAuthNote(DirectoryProvider.SAID, said);
    signIn.setAuthNote(DirectoryProvider.TYPED, name);
    return callback.retryLogin(provider, signIn);
  }

  private static void keepSecond(long start) {
    long left = start + REFUSED_AFTER.toNanos() - System.nanoTime();
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(left);
      left = start + REFUSED_AFTER.toNanos() - System.nanoTime();
    }
  }
}
