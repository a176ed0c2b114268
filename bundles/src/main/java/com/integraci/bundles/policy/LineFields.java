package com.integraci.bundles.policy;

import com.integraci.bundles.canonical.JsonValue.Flag;
import com.integraci.bundles.canonical.JsonValue.Members;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/** Members of a decision's line, each in the one form that it has. */
final class LineFields {

  private LineFields() {}

  static Members members(Members line, String name) {
    if (line.member(name) instanceof Members members) {
      return members;
    }
    throw new IllegalArgumentException("\"" + name + "\" is not an object");
  }

  static boolean flag(Members line, String name) {
    if (line.member(name) instanceof Flag(boolean value)) {
      return value;
    }
    throw new IllegalArgumentException("\"" + name + "\" is not true or false");
  }

  static String text(Members line, String name, Pattern form) {
    var text = line.text(name);
    if (!form.matcher(text).matches()) {
      throw new IllegalArgumentException("\"" + name + "\" has another form");
    }
    return text;
  }

  static UUID id(Members line, String name) {
    var text = line.text(name);
    var id = UUID.fromString(text);
    if (!id.toString().equals(text)) {
      throw new IllegalArgumentException("\"" + name + "\" is not an id");
    }
    return id;
  }

  static Instant time(Members line) {
    try {
      var text = line.text("at");
      var at = Instant.parse(text);
      if (at.toString().equals(text)) {
        return at;
      }
      throw new IllegalArgumentException("\"at\" is not spelled as times are");
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("\"at\" is not a time", e);
    }
  }
}
