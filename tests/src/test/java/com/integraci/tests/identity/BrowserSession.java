package com.integraci.tests.identity;

import com.integraci.tests.Plane;
import java.net.URI;
import java.net.http.HttpResponse;

/** What a browser does to sign in, without one. */
final class BrowserSession {

  private BrowserSession() {}

  /** Signs in; returns the session's cookie. */
  static String signIn(Plane plane, Plane.Member member) {
    var started = plane.send(plane.request("/t/" + member.slug() + "/signin"));
    var back = plane.signIn(member, URI.create(location(started)));
    var answer =
        plane.send(
            plane
                .request(back.getRawPath() + "?" + back.getRawQuery())
                .header("Cookie", cookie(started, "__Secure-integraci-signin=")));
    return cookie(answer, "__Secure-integraci=");
  }

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElseThrow();
  }

  private static String cookie(HttpResponse<String> response, String start) {
    return response.headers().allValues("Set-Cookie").stream()
        .filter(set -> set.startsWith(start))
        .map(set -> set.substring(0, set.indexOf(';')))
        .findFirst()
        .orElseThrow(() -> new AssertionError(response.statusCode() + " " + response.body()));
  }
}
