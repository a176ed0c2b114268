package com.integraci.appliance.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.integraci.appliance.failure.Invalid;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultipartTest {

  private static final String TYPE = "multipart/form-data; boundary=XX";

  @Test
  void parts_come_in_their_order_with_every_byte() {
    byte[] content = {0, '\r', '\n', '-', '-', 'X', '\r', (byte) 0xff};
    var body =
        "--XX\r\n"
            + "Content-Disposition: form-data; name=\"facts\"\r\n"
            + "Content-Type: a/b\r\n\r\n"
            + "{}\r\n"
            + "--XX\r\n"
            + "content-disposition: form-data; filename=\"a;b.xml\"; name=\"junit\"\r\n\r\n"
            + new String(content, ISO_8859_1)
            + "\r\n--XX--\r\n";
    var parts = read(TYPE, body);
    assertEquals(List.of("facts", "junit"), parts.stream().map(Part::name).toList());
    assertEquals(List.of("", "a;b.xml"), parts.stream().map(Part::file).toList());
    assertArrayEquals(new byte[] {'{', '}'}, parts.getFirst().content());
    assertArrayEquals(content, parts.getLast().content());
  }

  @Test
  void what_stands_before_the_first_part_and_after_the_last_is_passed_over() {
    var body = "before\r\n" + "--XX\r\n" + part("a", "1") + "\r\n--XX--after";
    assertEquals("a", read("multipart/form-data; Boundary=\"XX\"; x=y", body).getFirst().name());
    assertEquals(
        0, read(TYPE, "--XX\r\n" + part("a", "") + "\r\n--XX--").getFirst().content().length);
  }

  @Test
  void what_is_cut_off_or_no_form_is_refused() {
    var whole = "--XX\r\n" + part("a", "1") + "\r\n--XX--";
    for (int length = 0; length < whole.length(); length++) {
      var cut = whole.substring(0, length);
      assertThrows(Invalid.class, () -> read(TYPE, cut), cut);
    }
    for (String type :
        List.of(
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary",
            "")) {
      assertThrows(Invalid.class, () -> read(type, whole), type);
    }
    var nameless = "--XX\r\nContent-Disposition: form-data; filename=\"name\"\r\n\r\n1\r\n--XX--";
    assertThrows(Invalid.class, () -> read(TYPE, nameless));
    assertThrows(Invalid.class, () -> read(TYPE, "--XX--"));
    assertThrows(Invalid.class, () -> read(TYPE, "--XX\r\nA: b\r\n\r\n1\r\n--XX--"));
  }

  @Test
  void parts_and_their_heads_are_bounded() {
    var one = "--XX\r\n" + part("a", "1") + "\r\n";
    assertEquals(500, read(TYPE, one.repeat(500) + "--XX--").size());
    assertThrows(Invalid.class, () -> read(TYPE, one.repeat(501) + "--XX--"));
    var head = "A: " + "b".repeat(Multipart.HEAD_MAX) + "\r\n";
    assertThrows(
        Invalid.class, () -> read(TYPE, "--XX\r\n" + head + part("a", "1") + "\r\n--XX--"));
  }

  private static String part(String name, String content) {
    return "Content-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + content;
  }

  private static List<Part> read(String type, String body) {
    return Multipart.read(type, body.getBytes(ISO_8859_1));
  }
}
