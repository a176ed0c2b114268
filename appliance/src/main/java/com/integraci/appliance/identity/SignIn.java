package com.integraci.appliance.identity;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.failure.Unauthenticated;
import com.integraci.appliance.http.Fields;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.RateLimit;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Signs people in and out with the realm of their team: authorization code with PKCE, state and
 * nonce (RFC 9700, 2.1), and OpenID Connect's logout by the relying party.
 */
final class SignIn {

  /** The browsers' client in every realm. */
  static final String CLIENT = "console";

  /** What people can set up on the way, by Keycloak's name of it. */
  private static final Map<String, String> SET_UP =
      Map.of("app", "CONFIGURE_TOTP", "passkey", "webauthn-register");

  private static final Pattern PROVIDER = Pattern.compile("[a-z][a-z0-9-]{0,30}[a-z0-9]");
  private static final Pattern JOINING = Pattern.compile("[A-Za-z0-9_.-]{1,1500}");

  /** Twenty at once from one address, then one every three seconds. */
  private static final int BURST = 20;

  private static final Duration REFILL = Duration.ofSeconds(3);

  private final URI url;
  private final ActiveTenants tenants;
  private final Members members;
  private final Sessions sessions;
  private final CodeExchange codes;
  private final RateLimit limit = new RateLimit(BURST, REFILL, Clock.systemUTC());

  SignIn(URI url, ActiveTenants tenants, Members members, Sessions sessions, CodeExchange codes) {
    this.url = url;
    this.tenants = tenants;
    this.members = members;
    this.sessions = sessions;
    this.codes = codes;
  }

  List<Route> routes() {
    return List.of(
        Route.open(Method.GET, "/t/{slug}/signin", "signIn", this::start).limited(limit),
        Route.open(Method.GET, "/t/{slug}/callback", "signedIn", this::callback),
        Route.page(Method.POST, "/t/{slug}/signout", "signOut", this::signOut),
        Route.open(Method.GET, "/t/{slug}/signed-out", "signedOut", SignIn::signedOut));
  }

  static String callback(URI url, String slug) {
    return url + "/t/" + slug + "/callback";
  }

  private Reply start(Request request) {
    var slug = request.parameter("slug");
    tenant(slug);
    var attempt = Attempt.fresh(slug, request.query().optionalText("to", 1, 500).orElse(""));
    var query =
        query(
            "response_type",
            "code",
            "client_id",
            CLIENT,
            "redirect_uri",
            callback(url, slug),
            "scope",
            "openid",
            "state",
            attempt.state(),
            "nonce",
            attempt.nonce(),
            "code_challenge",
            attempt.challenge(),
            "code_challenge_method",
            "S256");
    return Reply.seeOther(endpoint(slug, "auth") + "?" + query + asked(request.query()))
        .with("Set-Cookie", attempt.cookie(slug));
  }

  /** What is to be set up on the way, and which identity provider is gone to with what proof. */
  private static String asked(Fields wish) {
    var setUp = wish.optionalOneOf("set-up", SET_UP.keySet());
    var provider = wish.optionalMatching("provider", PROVIDER, "It is a provider's alias.");
    var joining = wish.optionalMatching("joining", JOINING, "It is a proof that was given out.");
    return setUp.map(what -> "&" + query("kc_action", SET_UP.get(what))).orElse("")
        + provider.map(alias -> "&" + query("kc_idp_hint", alias)).orElse("")
        + joining.map(proof -> "&" + query("joining", proof)).orElse("");
  }

  private Reply callback(Request request) {
    var slug = request.parameter("slug");
    var tenant = tenant(slug);
    var answer = request.query();
    var state = answer.optionalText("state", 1, 200).orElse("");
    var attempt = Attempt.of(request, slug).filter(a -> a.answeredBy(state));
    if (attempt.isEmpty()) {
      // An old tab, or somebody else's link: begin anew, which costs nothing when signed in.
      return Reply.seeOther("/t/" + slug);
    }
    var code = answer.optionalText("code", 1, 1000);
    if (code.isEmpty()) {
      throw new Unauthenticated("The sign-in was not finished. Sign in again.");
    }
    var signedIn = codes.exchange(slug, code.orElseThrow(), attempt.orElseThrow());
    var caller =
        members
            .caller(tenant, signedIn.member(), request.id())
            .orElseThrow(() -> new Unauthenticated("You are no member of this team."));
    var cookie = sessions.begin(caller, slug, signedIn.idToken());
    return Reply.seeOther(attempt.orElseThrow().to())
        .with("Set-Cookie", cookie)
        .with("Set-Cookie", Attempt.forgotten(slug));
  }

  private Reply signOut(Visitor visitor, Request request) {
    var slug = visitor.slug();
    var location =
        sessions
            .end(visitor, request)
            .map(
                idToken ->
                    endpoint(slug, "logout")
                        + "?"
                        + query(
                            "client_id", CLIENT,
                            "id_token_hint", idToken,
                            "post_logout_redirect_uri", url + "/t/" + slug + "/signed-out"))
            .orElse("/t/" + slug + "/signed-out");
    return Reply.seeOther(location).with("Set-Cookie", Sessions.forgotten(slug));
  }

  private static Reply signedOut(Request request) {
    return Reply.seeOther("/signin");
  }

  private TenantId tenant(String slug) {
    return tenants.now(slug).orElseThrow(() -> new NotFound("There is no team of this name here."));
  }

  private String endpoint(String slug, String name) {
    return url + "/auth/realms/" + slug + "/protocol/openid-connect/" + name;
  }

  private static String query(String... namesAndValues) {
    return Stream.iterate(0, i -> i < namesAndValues.length, i -> i + 2)
        .map(i -> namesAndValues[i] + "=" + Upstream.encoded(namesAndValues[i + 1]))
        .collect(Collectors.joining("&"));
  }
}
