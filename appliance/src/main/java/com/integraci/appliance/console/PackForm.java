package com.integraci.appliance.console;

import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Fields;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The days of an evidence pack, the last one included.
 *
 * @param form as it was filled in
 * @param from the first moment; nothing when something is wrong
 * @param to the first moment that is not meant
 */
record PackForm(Form form, Optional<Instant> from, Optional<Instant> to) {

  /** As it is offered: the last days up to today. */
  static Form offered(Instant now, int days) {
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return Form.of(Map.of("from", today.minusDays(days - 1L).toString(), "to", today.toString()));
  }

  static PackForm read(Fields body) {
    body.skip("csrf");
    var typed = new LinkedHashMap<String, String>();
    for (String name : List.of("from", "to")) {
      typed.put(name, body.optionalText(name, 1, 10).orElse("").strip());
    }
    var form = Form.of(typed);
    try {
      body.end();
    } catch (Invalid e) {
      form = form.wrong(e.problems());
    }
    for (String name : List.of("from", "to")) {
      if (day(typed, name).isEmpty()) {
        form = form.wrong(name, "A day is written as 2026-11-22.");
      }
    }
    return new PackForm(
        form,
        day(typed, "from").map(PackForm::start),
        day(typed, "to").map(day -> start(day.plusDays(1))));
  }

  private static Optional<LocalDate> day(Map<String, String> typed, String name) {
    try {
      return Optional.of(LocalDate.parse(typed.get(name)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
