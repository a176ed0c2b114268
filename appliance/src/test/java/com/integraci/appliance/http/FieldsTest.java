package com.integraci.appliance.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.integraci.appliance.failure.Invalid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is said about a request's fields: everything at once, and each thing once. */
class FieldsTest {

  private static final Pattern WORD = Pattern.compile("[a-z]+");

  @Test
  void a_field_of_another_type_is_named_once() {
    assertEquals(List.of("f: It is text."), problems(7, f -> f.text("f", 1, 5)));
    assertEquals(List.of("f: It is text."), problems(7, f -> f.value("f", 1, 5)));
    assertEquals(List.of("f: It is text."), problems(7, f -> f.oneOf("f", List.of("a"))));
    assertEquals(List.of("f: It is text."), problems(7, f -> f.matching("f", WORD, "A word.")));
    assertEquals(
        List.of("f: It is a whole number from 1 to 5."), problems("1", f -> f.number("f", 1, 5)));
    assertEquals(List.of("f: It is true or false."), problems("true", f -> f.flag("f")));
  }

  @Test
  void text_that_no_database_holds_is_named_once() {
    var rule = List.of("f: It is Unicode text without the null character.");
    assertEquals(rule, problems("a\0", f -> f.text("f", 5, 5)));
    assertEquals(rule, problems("a\ud800", f -> f.value("f", 9, 9)));
  }

  @Test
  void a_length_is_of_characters_in_a_line_and_of_bytes_in_a_value() {
    assertEquals(List.of(), problems("\ud83d\ude00é", f -> f.text("f", 2, 2)));
    assertEquals(
        List.of("f: It has 3 to 3 characters."), problems("\ud83d\ude00é", f -> f.text("f", 3, 3)));
    assertEquals(List.of(), problems("\ud83d\ude00é\n", f -> f.value("f", 7, 7)));
    assertEquals(List.of("f: It has 1 to 6 bytes."), problems("ééé\n", f -> f.value("f", 1, 6)));
    assertEquals(
        List.of("f: It holds no control characters."), problems("a\n", f -> f.text("f", 1, 9)));
  }

  @Test
  void everything_that_is_wrong_is_said_at_once() {
    var values = new HashMap<String, Object>(Map.of("name", "", "kind", "x", "other", "y"));
    values.put("empty", null);
    var fields = Fields.json(values);
    fields.text("name", 1, 5);
    fields.oneOf("kind", List.of("a", "b"));
    fields.text("missing", 1, 5);
    fields.text("empty", 1, 5);
    var said =
        assertThrows(Invalid.class, fields::end).problems().stream()
            .map(Invalid.Problem::field)
            .toList();
    assertEquals(List.of("name", "kind", "missing", "empty", "other"), said);
  }

  @Test
  void an_empty_field_of_a_form_is_left_out_and_of_a_program_is_empty() {
    var form = Fields.filled(Map.of("f", ""));
    assertEquals("none", form.optionalText("f", 1, 5).orElse("none"));
    form.end();
    var program = Fields.sent(Map.of("f", ""));
    program.optionalText("f", 1, 5);
    assertThrows(Invalid.class, program::end);
  }

  private static List<String> problems(Object value, Consumer<Fields> read) {
    var fields = Fields.json(Map.of("f", value));
    read.accept(fields);
    try {
      fields.end();
      return List.of();
    } catch (Invalid e) {
      return e.problems().stream().map(p -> p.field() + ": " + p.message()).toList();
    }
  }
}
