package com.integraci.appliance.console;

import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.policy.Policy;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;

/** Makes what stands around each page. */
final class Frames {

  private final Assets assets;
  private final Policy policy;
  private final Badges badges;
  private final InstantSource clock;

  Frames(Assets assets, Policy policy, Badges badges, InstantSource clock) {
    this.assets = assets;
    this.policy = policy;
    this.badges = badges;
    this.clock = clock;
  }

  /** Around a page for anybody. */
  Frame open(String title) {
    return new Frame(title, new Shell.Open(), assets, clock.instant());
  }

  /** Around a page of a team, with the sections that the visitor's role may open. */
  Frame of(Visitor visitor, Section section, String title) {
    var sections =
        Arrays.stream(Section.values())
            .filter(one -> policy.offers(visitor.caller(), one.action()))
            .toList();
    var role = visitor.caller().role().name().toLowerCase(Locale.ROOT);
    var shell =
        new Shell.Signed(
            visitor.slug(),
            role,
            visitor.csrf(),
            section,
            sections,
            visitor.place(),
            badges.of(visitor));
    return new Frame(title, shell, assets, clock.instant());
  }
}
