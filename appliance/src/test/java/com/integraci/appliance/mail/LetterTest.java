package com.integraci.appliance.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class LetterTest {

  @Test
  void aSubjectIsOneLineWhateverItIsMadeOf() {
    for (String end : List.of("\r\n", "\n", "\r", "\u2028", "\u2029", "\u0085", "\0", "\u000b")) {
      var letter = new Letter("ada@team.example", "Team" + end + "Bcc: eve@evil.example", "x");
      assertEquals("Team" + " ".repeat(end.length()) + "Bcc: eve@evil.example", letter.subject());
    }
    assertEquals("Łódź 👋", new Letter("a@b.c", " Łódź 👋 ", "x").subject());
  }

  @Test
  void aSubjectIsBoundedAndNothingIsCutInTwo() {
    var subject = new Letter("a@b.c", "👋".repeat(300), "x").subject();
    assertEquals(200, subject.codePointCount(0, subject.length()));
  }

  @Test
  void aLetterIsNotShown() {
    assertFalse(new Letter("ada@team.example", "Hello", "Hello").toString().contains("ada"));
  }
}
