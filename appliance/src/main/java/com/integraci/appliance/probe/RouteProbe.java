package com.integraci.appliance.probe;

import com.integraci.appliance.accounts.Visits;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.RouteTable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Calls every route of the API over TLS: without a token, with one that nobody signed, and as one
 * tenant's program at what is another's. What may change something is aimed at the other probe
 * tenant alone.
 */
public final class RouteProbe {

  static final String AREA = "routes";

  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  /** What a team gives names and numbers to itself: another's are its own too. */
  private static final Pattern OWN = Pattern.compile("\\{(\\+?name|sequence)}");

  private static final byte[] GROUP = bytes("{\"name\": \"isolation-probe\"}");

  /** It is sent nothing, and its name leads nowhere (RFC 6761). */
  private static final byte[] WEBHOOK =
      bytes("{\"url\": \"https://isolation-probe.invalid/\", \"active\": false}");

  private final URI url;
  private final Path authority;
  private final Supplier<RouteTable> table;
  private final Visits visits;

  /**
   * Over these.
   *
   * @param url where the API is reached
   * @param authority the file of the authority that its certificate comes from
   * @param table the routes, asked for when it runs
   */
  public RouteProbe(URI url, Path authority, Supplier<RouteTable> table, Visits visits) {
    this.url = url;
    this.authority = authority;
    this.table = table;
    this.visits = visits;
  }

  /** One tenant with a program in it, and what it has by the parameters of paths. */
  private record Side(Visits.Visit visit, Map<String, String> things) {}

  /**
   * Each of two tenants tries the other.
   *
   * @throws com.integraci.appliance.failure.Unavailable when Keycloak or the API is away
   */
  List<Attempt> run(ProbeThings things, TenantId one, TenantId other) {
    var first = visits.begin(one);
    try {
      var second = visits.begin(other);
      try {
        return each(things, first, second);
      } finally {
        visits.end(second);
      }
    } finally {
      visits.end(first);
    }
  }

  private List<Attempt> each(ProbeThings things, Visits.Visit one, Visits.Visit other) {
    try (var api = new OwnApi(url, authority)) {
      var first = side(api, things, one);
      var second = side(api, things, other);
      var attempts = new ArrayList<>(tries(api, first, second));
      attempts.addAll(tries(api, second, first));
      return attempts;
    }
  }

  /** Has the tenant's own program make what is not there yet. */
  private static Side side(OwnApi api, ProbeThings things, Visits.Visit visit) {
    var found = things.of(visit.tenant());
    var token = Optional.of(visit.token());
    if (!found.containsKey("group")) {
      api.call(Method.POST, "/api/v1/groups", token, GROUP);
    }
    if (!found.containsKey("webhook")) {
      api.call(Method.POST, "/api/v1/webhooks", token, WEBHOOK);
    }
    found = things.of(visit.tenant());
    found.put("account", visit.account().toString());
    found.put("member", visit.account().toString());
    return new Side(visit, found);
  }

  private List<Attempt> tries(OwnApi api, Side one, Side other) {
    var attempts = new ArrayList<Attempt>();
    for (String kind : List.of("group", "webhook", "workflow", "tenant")) {
      boolean there = other.things().containsKey(kind);
      attempts.add(
          new Attempt(AREA, "the other has a " + kind + " to be tried", "" + there, there));
    }
    attempts.add(right(api, one));
    for (Route route : table.get().routes()) {
      if (route.tokened()) {
        attempts.addAll(tries(api, route, one, other));
      }
    }
    return attempts;
  }

  /** Without it a token may be no good, and what it is refused says nothing. */
  private static Attempt right(OwnApi api, Side one) {
    var token = Optional.of(one.visit().token());
    var path = "/api/v1/service-accounts";
    var answer = api.call(Method.GET, path, token, new byte[0]);
    boolean held =
        answer.status() == 200 && answer.body().contains(one.visit().account().toString());
    return new Attempt(AREA, "its right: GET " + path, "" + answer.status(), held);
  }

  private List<Attempt> tries(OwnApi api, Route route, Side one, Side other) {
    var path = filled(route, other);
    var body = table.get().example(route);
    var attempts = new ArrayList<Attempt>();
    var nobody = api.call(route.method(), path, Optional.empty(), body);
    attempts.add(attempt("without a token: ", route, nobody, nobody.status() == 401));
    var unsigned = Optional.of(forged(one.visit().token()));
    var forger = api.call(route.method(), path, unsigned, body);
    attempts.add(attempt("with a token nobody signed: ", route, forger, forger.status() == 401));
    if (foreign(route) || (route.method().safe() && !route.path().contains("{"))) {
      var answer = api.call(route.method(), path, Optional.of(one.visit().token()), body);
      var expected = foreign(route) ? List.of(403, 404) : List.of(200, 403, 404);
      boolean held = expected.contains(answer.status()) && !shows(answer, other);
      attempts.add(attempt("as another: ", route, answer, held));
    }
    return attempts;
  }

  private static Attempt attempt(String as, Route route, OwnApi.Answer answer, boolean held) {
    return new Attempt(AREA, as + route, "" + answer.status(), held);
  }

  /** Whether it names a thing that is one tenant's alone. */
  private static boolean foreign(Route route) {
    return route.path().contains("{") && !OWN.matcher(route.path()).find();
  }

  private static boolean shows(OwnApi.Answer answer, Side other) {
    return other.things().values().stream().anyMatch(answer.body()::contains);
  }

  /** The path with the other's ids; of what it has none, with one that is nobody's. */
  private static String filled(Route route, Side other) {
    var path =
        route.path().replaceAll("\\{\\+?name}", "isolation-probe").replace("{sequence}", "1");
    return PARAMETER
        .matcher(path)
        .replaceAll(found -> other.things().getOrDefault(found.group(1), UuidV7.next().toString()));
  }

  /** The same with another signature. */
  private static String forged(String token) {
    int at = token.lastIndexOf('.') + 1;
    char first = token.charAt(at) == 'A' ? 'B' : 'A';
    return token.substring(0, at) + first + token.substring(at + 1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
