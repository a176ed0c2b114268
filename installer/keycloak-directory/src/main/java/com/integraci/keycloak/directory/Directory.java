package com.integraci.keycloak.directory;

import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * One directory: finds who a name is with the appliance's own account, then signs in as that entry
 * with the password that was typed (RFC 4513, 5.1.3). One conversation is one connection, and over
 * within fifteen seconds.
 *
 * @param connections opens them
 * @param place where it is
 */
record Directory(Connections connections, Place place) {

  private static final Duration ANSWERS_MAX = Duration.ofSeconds(10);

  /** One more than may be found. */
  private static final int FOUND_MAX = 2;

  /** How many are looked at for one with an id when a directory is tried. */
  private static final int SAMPLE = 20;

  private static final String NO_ATTRIBUTES = "1.1";

  /**
   * Whether name and password are somebody's. Nobody there costs the directory as many questions as
   * somebody there, so that the time says little about it.
   *
   * @param open whether whoever was found may try now
   */
  Outcome prove(String name, String password, Predicate<Person> open) {
    // A password of no characters is an anonymous sign-in, which succeeds (RFC 4513, 5.1.2).
    if (name.isBlank() || password.isEmpty()) {
      return new Outcome.Refused("nothing typed");
    }
    var deadline = deadline();
    try (var connection = signedIn(deadline)) {
      var found = find(connection, name, deadline);
      var person =
          found.size() == 1 ? Person.of(found.getFirst(), place) : Optional.<Person>empty();
      if (person.filter(open).isEmpty()) {
        accepts(connection, nobody(), UUID.randomUUID().toString(), deadline);
        return new Outcome.Refused(reason(found, person));
      }
      return accepts(connection, person.orElseThrow().dn(), password, deadline)
          ? new Outcome.Proven(person.orElseThrow())
          : new Outcome.Refused("password", person);
    } catch (TroubleException e) {
      return new Outcome.Away(e.trouble());
    }
  }

  private static String reason(List<SearchResultEntry> found, Optional<Person> person) {
    if (found.isEmpty()) {
      return "unknown";
    }
    if (found.size() > 1) {
      return "more than one entry";
    }
    return person.isEmpty() ? "no usable id" : "limited";
  }

  /** What is wrong with it, if anything: asked before people are. */
  Optional<Trouble> trial() {
    var deadline = deadline();
    try (var connection = signedIn(deadline)) {
      var base = new SearchRequest(place.base(), SearchScope.BASE, anything(), NO_ATTRIBUTES);
      if (search(connection, base, 1, deadline).size() != 1) {
        return Optional.of(Trouble.NO_BASE);
      }
      var people = people(Filter.createPresenceFilter(place.userAttribute()));
      boolean usable =
          search(connection, people, SAMPLE, deadline).stream()
              .anyMatch(entry -> Person.of(entry, place).isPresent());
      return usable ? Optional.empty() : Optional.of(Trouble.NO_ID);
    } catch (TroubleException e) {
      return Optional.of(e.trouble());
    }
  }

  private static Deadline deadline() {
    return Deadline.in(Connections.CONNECT_MAX.plus(ANSWERS_MAX));
  }

  private LDAPConnection signedIn(Deadline deadline) throws TroubleException {
    var connection = connections.open(place, deadline);
    try {
      if (!accepts(connection, place.account(), place.password(), deadline)) {
        throw new TroubleException(Trouble.WRONG_CREDENTIAL, null);
      }
      return connection;
    } catch (TroubleException e) {
      connection.close();
      throw e;
    }
  }

  /** Those of a name, no more than tell that there are too many. */
  private List<SearchResultEntry> find(LDAPConnection connection, String name, Deadline deadline)
      throws TroubleException {
    var request = people(Filter.createEqualityFilter(place.userAttribute(), name));
    return search(connection, request, FOUND_MAX, deadline);
  }

  private SearchRequest people(Filter filter) {
    return new SearchRequest(
        place.base(),
        SearchScope.SUB,
        filter,
        place.userAttribute(),
        place.idAttribute(),
        Person.MAIL);
  }

  private List<SearchResultEntry> search(
      LDAPConnection connection, SearchRequest request, int max, Deadline deadline)
      throws TroubleException {
    request.setDerefPolicy(DereferencePolicy.NEVER);
    request.setSizeLimit(max);
    request.setTimeLimitSeconds((int) ANSWERS_MAX.toSeconds());
    request.setResponseTimeoutMillis(deadline.left().toMillis());
    try {
      return connection.search(request).getSearchEntries();
    } catch (LDAPSearchException e) {
      return tooMany(e, max);
    }
  }

  /** More than we asked for, or than it shows anybody. */
  private static List<SearchResultEntry> tooMany(LDAPSearchException e, int max)
      throws TroubleException {
    if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
      var shown = e.getSearchEntries();
      // One of several is no answer to who somebody is.
      return max == FOUND_MAX && shown.size() < FOUND_MAX ? List.of() : shown;
    }
    boolean noBase =
        e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)
            || e.getResultCode().equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS)
            || e.getResultCode().equals(ResultCode.INVALID_DN_SYNTAX);
    throw new TroubleException(noBase ? Trouble.NO_BASE : Trouble.UNREACHABLE, e);
  }

  /** Whether it lets this name in; that it can't say so is no answer. */
  private static boolean accepts(
      LDAPConnection connection, String name, String password, Deadline deadline)
      throws TroubleException {
    var request = new SimpleBindRequest(name, password);
    request.setResponseTimeoutMillis(deadline.left().toMillis());
    try {
      return connection.bind(request).getResultCode().equals(ResultCode.SUCCESS);
    } catch (LDAPException e) {
      if (e.getResultCode().isConnectionUsable()) {
        return false;
      }
      throw new TroubleException(Trouble.UNREACHABLE, e);
    }
  }

  /** A name that is no one's. */
  private String nobody() {
    return "cn=" + UUID.randomUUID() + "," + place.base();
  }

  private static Filter anything() {
    return Filter.createPresenceFilter("objectClass");
  }
}
