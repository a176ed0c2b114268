package com.integraci.appliance.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.integraci.appliance.failure.Invalid;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be signed up with, on both sides of each bound. */
class SignUpRulesTest {

  @Test
  void a_sign_up_with_nothing_wrong_passes() {
    SignUpRules.check(command("Ada", "ada@example.com", "12345678", "Team", "abc", "team"));
    SignUpRules.check(
        command("é".repeat(200), email(254), "x".repeat(72), "T", slug(40), "enterprise"));
  }

  @Test
  void each_bound_is_kept() {
    assertEquals(List.of("name"), wrong("", "a@b.example", "12345678", "T", "abc", "team"));
    assertEquals(List.of("name"), wrong("  ", "a@b.example", "12345678", "T", "abc", "team"));
    assertEquals(
        List.of("name"), wrong("é".repeat(201), "a@b.example", "12345678", "T", "abc", "team"));
    assertEquals(
        List.of("organisation"), wrong("A", "a@b.example", "12345678", "a\nb", "abc", "team"));
    assertEquals(List.of("email"), wrong("A", email(255), "12345678", "T", "abc", "team"));
    assertEquals(List.of("plan"), wrong("A", "a@b.example", "12345678", "T", "abc", "gold"));
    assertEquals(
        List.of("name", "email", "password", "organisation", "slug", "plan"),
        wrong("", "", "", "", "", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ada", "@b.example", "a@b", "a@b..c", "a@-b.example", "a b@c.example", "a@b.c\n"})
  void what_is_no_address_is_refused(String email) {
    assertEquals(List.of("email"), wrong("A", email, "12345678", "T", "abc", "team"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ab", "1ab", "-ab", "ab-", "aB1", "a_b", "a.b", "abc\n", "master", "appliance"})
  void what_is_no_slug_or_reserved_is_refused(String slug) {
    assertEquals(List.of("slug"), wrong("A", "a@b.example", "12345678", "T", slug, "team"));
  }

  @Test
  void a_slug_has_forty_characters_at_most() {
    assertEquals(List.of("slug"), wrong("A", "a@b.example", "12345678", "T", slug(41), "team"));
  }

  @Test
  void a_password_has_eight_characters_to_72_bytes() {
    SignUpRules.checkPassword("12345678");
    SignUpRules.checkPassword("\ud83d\ude00".repeat(8));
    SignUpRules.checkPassword("é".repeat(36));
    for (String password :
        List.of(
            "1234567",
            "\ud83d\ude00".repeat(7),
            "\ud83d\ude00".repeat(19),
            "x".repeat(73),
            "é".repeat(37),
            "1234567\0")) {
      var refused = assertThrows(Invalid.class, () -> SignUpRules.checkPassword(password));
      assertEquals("password", refused.problems().getFirst().field());
      assertFalse(refused.toString().contains(password), "the refusal repeats the password");
    }
  }

  private static List<String> wrong(
      String name, String email, String password, String organisation, String slug, String plan) {
    var command = command(name, email, password, organisation, slug, plan);
    return SignUpRules.problems(command).stream().map(Invalid.Problem::field).distinct().toList();
  }

  private static SignUpCommand command(
      String name, String email, String password, String organisation, String slug, String plan) {
    return new SignUpCommand(name, email, password, organisation, slug, plan, "", new UUID(0, 1));
  }

  /** An address of that length. */
  private static String email(int length) {
    var label = "d".repeat(60) + ".";
    var tail = "@" + label.repeat(3) + "example";
    return "l".repeat(10) + tail.replaceFirst("example", "e".repeat(length - tail.length() - 3));
  }

  private static String slug(int length) {
    return "a".repeat(length);
  }
}
