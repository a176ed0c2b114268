package com.integraci.installer.stack;

import java.nio.file.Path;

/** What the operator reads when the appliance is ready. */
final class Welcome {

  private Welcome() {}

  static String text(String url, Path authority, Path data, String link) {
    String operator =
        link.isBlank()
            ? "Operator   sign in at " + url + "/t/appliance"
            : "Operator   set your password, once, at " + link;
    return """

    The appliance is ready.

    Console    %s
    Sign up    %1$s/signup
    %s
    Trust      the browser needs the certificate authority %s
               (Debian: cp it to /usr/local/share/ca-certificates/integraci.crt, then
               update-ca-certificates; Firefox and Chromium: import it under "Authorities")
    Look       integraci status --data-dir %s
    Stop       Ctrl-C
    """
        .formatted(url, operator, authority, data);
  }
}
