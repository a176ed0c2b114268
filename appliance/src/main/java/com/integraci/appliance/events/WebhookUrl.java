package com.integraci.appliance.events;

import com.integraci.appliance.failure.Invalid;
import com.integraci.network.Destinations;
import com.integraci.network.Inside;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Addresses that webhooks may have. Where a name leads to is looked at with each attempt. */
public final class WebhookUrl {

  /** The most characters of an address. */
  public static final int MAX = 2000;

  /** What the user reads. */
  static final String RULE =
      "An address begins with https://, names a host, and has no user, no fragment and no %2F in"
          + " its path.";

  /** The client sends a path's slashes as such, so it would not be the address that was meant. */
  private static final Pattern SLASH = Pattern.compile("%2[fF]");

  private static final String INSIDE =
      "This address is inside the appliance's network. Its operator can allow that.";

  private WebhookUrl() {}

  /**
   * Takes an address.
   *
   * @throws Invalid when webhooks can't have it, or it is plainly inside and that is not allowed
   */
  public static URI of(String text, boolean insideAllowed) {
    URI url = parse(text);
    if (!insideAllowed && Destinations.literal(url.getHost()).filter(Inside::is).isPresent()) {
      throw new Invalid("url", INSIDE);
    }
    return url;
  }

  private static URI parse(String text) {
    try {
      var url = new URI(text);
      boolean right =
          text.length() <= MAX
              && "https".equals(url.getScheme())
              && url.getHost() != null
              && url.getRawUserInfo() == null
              && url.getRawFragment() == null
              && !SLASH.matcher(url.getRawPath()).find()
              && url.getPort() != 0
              && url.getPort() <= 65_535
              && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
      if (right) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new Invalid("url", RULE);
  }
}
