package com.integraci.appliance.console;

import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Fields;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
      if (Days.read(typed.get(name)).isEmpty()) {
        form = form.wrong(name, Days.FORM);
      }
    }
    return new PackForm(
        form,
        Days.read(typed.get("from")).map(Days::start),
        Days.read(typed.get("to")).map(Days::end));
  }
}
