package com.integraci.appliance.identity;

import com.integraci.appliance.accounts.AccountUse;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.audit.RefusalLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.FrontDoor;
import com.integraci.appliance.failure.Failure;
import com.integraci.appliance.failure.Unauthenticated;
import com.integraci.appliance.http.Guard;
import com.integraci.appliance.http.Health;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.keycloak.ClientKey;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.tenancy.Realms;
import com.integraci.config.ControlSettings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/** Says who asks, by token or by session, and signs people in and out. */
public final class Identity implements Guard, AutoCloseable {

  private static final String BEARER = "bearer ";

  private final Upstream keycloak;
  private final Tokens tokens;
  private final Members members;
  private final ActiveTenants tenants;
  private final Sessions sessions;
  private final SignIn signIn;
  private final RefusalLog refusals;
  private final AuthProxy proxy;
  private final AccountUse use;

  /**
   * Wires identity; Keycloak is not asked before the first request.
   *
   * @param settings whose addresses and client key are used
   * @param front resolves realms and sessions
   * @param database members and sessions
   */
  public Identity(
      ControlSettings settings, FrontDoor front, Database database, Policy policy, AuditLog audit) {
    this.use = new AccountUse(database, policy);
    this.keycloak = new Upstream(settings);
    this.tokens =
        new Tokens(
            settings.url(), new Keys(keycloak::get, System::nanoTime), InstantSource.system());
    this.members = new Members(database);
    this.tenants = new ActiveTenants(new Realms(front));
    this.sessions = new Sessions(front, database, policy, audit);
    var exchange =
        new CodeExchange(
            settings.url(), keycloak, ClientKey.read(settings.keycloak().clientKey()), tokens);
    this.signIn = new SignIn(settings.url(), tenants, members, sessions, exchange);
    this.refusals = new RefusalLog(database, policy, audit);
    this.proxy = new AuthProxy(settings.url(), keycloak);
  }

  /** Sign-in, sign-out and the way to Keycloak. */
  public Routes routes() {
    var all = new ArrayList<Route>();
    all.addAll(signIn.routes());
    all.addAll(proxy.routes());
    return Routes.pages(all.toArray(Route[]::new));
  }

  /** Whether Keycloak answers. */
  public Health.Check keycloakCheck() {
    return new Health.Check("keycloak", keycloak::probe);
  }

  @Override
  public Caller byToken(Request request) {
    var header = request.header("Authorization").orElse("");
    if (!header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      throw new Unauthenticated("Send an access token of your team.");
    }
    var proof = tokens.access(header.substring(BEARER.length()).strip());
    var tenant =
        tenants
            .of(proof.realm())
            .orElseThrow(() -> new Unauthenticated("The token's team is not active."));
    var caller =
        members
            .caller(tenant, proof.subject(), request.id())
            .orElseThrow(() -> new Unauthenticated("The token is of nobody in the team."));
    use.seen(caller);
    return caller;
  }

  @Override
  public Visitor bySession(Request request) {
    return sessions
        .find(request.parameter("slug"), request)
        .orElseThrow(() -> new Unauthenticated("Sign in to your team."));
  }

  @Override
  public Optional<Visitor> now(Request request) {
    return sessions.now(request.parameter("slug"), request);
  }

  @Override
  public void refused(Caller caller, Route route, Failure failure) {
    refusals.refused(caller, route.operationId(), failure);
  }

  @Override
  public void close() {
    refusals.close();
    keycloak.close();
  }
}
