package com.integraci.keycloak.directory;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * One try of somebody's, within the limits: of a typed name, of an entry and of a network address
 * so many wrong ones in a time. For names that are no account's here this is the only limit, and it
 * keeps the appliance from being a way to guess at the directory.
 *
 * @param parts what is counted with
 * @param team the id of its realm, whose lines are taken
 * @param alias the directory's name there
 */
record Attempt(DirectoryFactory.Parts parts, String team, String alias) {

  /** Fewer than directories lock an account at, which is five and more. */
  static final int OF_PERSON = 4;

  /** Of one address there may be an office, or a proxy before the appliance. */
  static final int OF_ADDRESS = 100;

  private static final String LIMITED = "limited";

  /** What came of it; one that was not the person's fault counts nothing. */
  Outcome of(
      Directory asked, String name, String password, String address, Predicate<Person> open) {
    if (!parts.lines().take(team)) {
      return new Outcome.Away(Trouble.UNREACHABLE);
    }
    var taken = new ArrayList<String>();
    try {
      var typed = key("name", name.strip().toLowerCase(Locale.ROOT));
      if (!take(taken, key("address", network(address)), OF_ADDRESS)
          || !take(taken, typed, OF_PERSON)) {
        return new Outcome.Refused(LIMITED);
      }
      var outcome =
          asked.prove(
              name,
              password,
              person -> open.test(person) && take(taken, key("id", person.id()), OF_PERSON));
      settle(outcome, taken);
      return outcome;
    } finally {
      parts.lines().giveBack(team);
    }
  }

  private boolean take(List<String> taken, String key, int most) {
    boolean left = parts.tries().take(key, most);
    if (left) {
      taken.add(key);
    }
    return left;
  }

  private void settle(Outcome outcome, List<String> taken) {
    switch (outcome) {
      case Outcome.Refused _ -> {
        // It counts.
      }
      case Outcome.Away _ -> taken.forEach(parts.tries()::giveBack);
      case Outcome.Proven _ -> {
        parts.tries().giveBack(taken.getFirst());
        taken.stream().skip(1).forEach(parts.tries()::forget);
      }
    }
  }

  private String key(String kind, String value) {
    return team + " " + alias + " " + kind + " " + value;
  }

  /** Whoever has one address of IPv6 has all of its network. */
  private static String network(String address) {
    try {
      var bytes = InetAddress.ofLiteral(address).getAddress();
      return HexFormat.of().formatHex(bytes, 0, bytes.length == 4 ? 4 : 8);
    } catch (IllegalArgumentException e) {
      return "unknown";
    }
  }
}
