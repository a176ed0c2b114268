package com.integraci.appliance.tenancy;

import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.Invalid.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a sign-up's fields must be; everything that is wrong is said at once. */
public final class SignUpRules {

  /** The local part is not quoted; the domain has a dot (RFC 5321, without its rarities). */
  private static final Pattern EMAIL =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
              + "@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
              + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+");

  private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9-]{1,38}[a-z0-9]");

  /** Names that are ours, or that would mislead people in an address. */
  private static final Set<String> RESERVED =
      Set.of(
          "admin",
          "administrator",
          "api",
          "appliance",
          "assets",
          "auth",
          "console",
          "health",
          "help",
          "integraci",
          "internal",
          ProbeTeams.ONE,
          ProbeTeams.OTHER,
          "keycloak",
          "login",
          "logout",
          "master",
          "metrics",
          "nats",
          "openapi",
          "openbao",
          "operator",
          "operators",
          "problems",
          "public",
          "root",
          "security",
          "sign-in",
          "sign-up",
          "signin",
          "signup",
          "static",
          "status",
          "support",
          "system",
          "tenant",
          "tenants",
          "www");

  private static final int EMAIL_MAX = 254;
  private static final int TEXT_MAX = 200;

  private final List<Problem> problems = new ArrayList<>();

  private SignUpRules() {}

  /**
   * Checks every field.
   *
   * @throws Invalid with everything that is wrong
   */
  static void check(SignUpCommand command) {
    var problems = problems(command);
    if (!problems.isEmpty()) {
      throw new Invalid(problems);
    }
  }

  /** Everything that is wrong with the fields. */
  static List<Problem> problems(SignUpCommand command) {
    var rules = new SignUpRules();
    rules.line("name", command.name());
    rules.email(command.email());
    rules.password(command.password());
    rules.line("organisation", command.organisation());
    rules.slug(command.slug());
    rules.that(
        Plan.ids().contains(command.plan()),
        "plan",
        "It is one of: " + String.join(", ", Plan.ids()) + ".");
    rules.that(
        command.idempotencyKey().length() <= TEXT_MAX,
        "Idempotency-Key",
        "It has 1 to 200 characters.");
    return List.copyOf(rules.problems);
  }

  /**
   * Checks a password alone.
   *
   * @throws Invalid when it is too short or too long
   */
  static void checkPassword(String password) {
    var rules = new SignUpRules();
    rules.password(password);
    if (!rules.problems.isEmpty()) {
      throw new Invalid(rules.problems);
    }
  }

  /**
   * Checks what somebody who joins a team says of themselves.
   *
   * @throws Invalid with everything that is wrong
   */
  public static void checkPerson(String name, String password) {
    var rules = new SignUpRules();
    rules.line("name", name);
    rules.password(password);
    if (!rules.problems.isEmpty()) {
      throw new Invalid(rules.problems);
    }
  }

  /**
   * Checks the name of somebody who gets no password.
   *
   * @throws Invalid with what is wrong
   */
  public static void checkName(String name) {
    var rules = new SignUpRules();
    rules.line("name", name);
    if (!rules.problems.isEmpty()) {
      throw new Invalid(rules.problems);
    }
  }

  /** Whether it can be an address. */
  public static boolean isEmail(String text) {
    return text.length() <= EMAIL_MAX && EMAIL.matcher(text).matches();
  }

  private void line(String field, String text) {
    int length = text.strip().codePointCount(0, text.strip().length());
    that(length >= 1 && length <= TEXT_MAX, field, "It has 1 to 200 characters.");
    that(
        text.codePoints().noneMatch(Character::isISOControl),
        field,
        "It holds no control characters.");
  }

  private void email(String text) {
    that(isEmail(text), "email", "It is an address such as ada@example.com.");
  }

  private void password(String text) {
    that(text.codePointCount(0, text.length()) >= 8, "password", "It has at least 8 characters.");
    that(
        text.getBytes(StandardCharsets.UTF_8).length <= PasswordHash.BYTES_MAX,
        "password",
        "It has at most 72 bytes: 72 plain letters, fewer with accents or emoji.");
    that(text.indexOf('\0') < 0, "password", "It holds no null character.");
  }

  private void slug(String text) {
    that(
        SLUG.matcher(text).matches(),
        "slug",
        "It has 3 to 40 small letters, digits and dashes, a letter first and no dash last.");
    that(!RESERVED.contains(text), "slug", "This name is reserved.");
  }

  private void that(boolean holds, String field, String rule) {
    if (!holds) {
      problems.add(new Problem(field, rule));
    }
  }
}
