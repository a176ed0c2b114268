package com.integraci.appliance.identity;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.FrontDoor;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import java.util.Optional;

/**
 * Sessions of browsers: 30 minutes of idle time, 12 hours in all, 20 for a member at most. What a
 * page asks for by itself does not end the idle time. The browser holds a random token in a cookie
 * below the team's path; the database holds its hash.
 */
final class Sessions {

  private static final String COOKIE = "__Secure-integraci";
  private static final String KIND = "session";

  private final FrontDoor front;
  private final Database database;
  private final Policy policy;
  private final AuditLog audit;

  Sessions(FrontDoor front, Database database, Policy policy, AuditLog audit) {
    this.front = front;
    this.database = database;
    this.policy = policy;
    this.audit = audit;
  }

  /** Who the request's session is of, if it holds for the team of that slug. */
  Optional<Visitor> find(String slug, Request request) {
    return token(request).flatMap(token -> find(slug, token, request, !request.unattended()));
  }

  /** The same, without counting the idle time anew. */
  Optional<Visitor> now(String slug, Request request) {
    return token(request).flatMap(token -> find(slug, token, request, false));
  }

  private Optional<Visitor> find(
      String slug, RandomSecret token, Request request, boolean attended) {
    var found = SessionStore.find(front, slug, token.hash(), request.id());
    found.filter(session -> attended && session.stale()).ifPresent(this::touch);
    return found.map(session -> new Visitor(session.caller(), slug, token.derived("csrf")));
  }

  private void touch(SessionStore.Found session) {
    var caller = session.caller();
    var resource = new Resource(KIND, session.id());
    var permit = policy.system(caller.tenant(), caller.request(), Action.SESSION_TOUCH, resource);
    database.inTenant(permit.tenant(), tx -> SessionStore.touch(tx, permit));
  }

  /** Begins a session and returns the cookie of it. */
  String begin(Caller caller, String slug, String idToken) {
    var token = RandomSecret.fresh();
    var resource = new Resource(KIND, UuidV7.next());
    var permit = policy.authorize(caller, Action.SESSION_CREATE, resource);
    database.inTenant(
        permit.tenant(),
        tx -> {
          SessionStore.insert(tx, permit, token.hash(), idToken);
          audit.append(tx, permit, AuditEvent.done(resource));
          return resource;
        });
    return COOKIE + "=" + token.text() + attributes(slug);
  }

  /** Ends the request's session; returns the id token that ends Keycloak's side. */
  Optional<String> end(Visitor visitor, Request request) {
    var found =
        token(request)
            .flatMap(token -> SessionStore.find(front, visitor.slug(), token.hash(), request.id()));
    return found.flatMap(
        session -> {
          var resource = new Resource(KIND, session.id());
          var permit = policy.authorize(visitor.caller(), Action.SESSION_END, resource);
          return database.inTenant(
              permit.tenant(),
              tx -> {
                var idToken = SessionStore.end(tx, permit);
                audit.append(tx, permit, AuditEvent.done(resource));
                return idToken;
              });
        });
  }

  /** The cookie that takes the session's away. */
  static String forgotten(String slug) {
    return COOKIE + "=; Max-Age=0" + attributes(slug);
  }

  private static Optional<RandomSecret> token(Request request) {
    return request.cookie(COOKIE).flatMap(RandomSecret::parse);
  }

  private static String attributes(String slug) {
    return "; Path=/t/" + slug + "; Secure; HttpOnly; SameSite=Lax";
  }
}
