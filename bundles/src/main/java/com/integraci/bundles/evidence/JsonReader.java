package com.integraci.bundles.evidence;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Walks through a JSON document without keeping it: at most {@value #VALUES_MAX} names, values and
 * brackets, {@value #DEPTH_MAX} deep; no name twice in an object.
 */
final class JsonReader {
  static final int VALUES_MAX = 1_000_000;
  static final int DEPTH_MAX = 100;

  /** How long a text that becomes a fact may be, in characters of Unicode. */
  static final int TEXT_MAX = 200;

  private static final int NAME_MAX = 10_000;

  // Half of a surrogate pair too: a pair is one character to a pattern.
  private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cs}]");

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxTokenCount(VALUES_MAX)
                  .maxStringLength(EvidenceFile.BYTES_MAX)
                  .maxNameLength(NAME_MAX)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final JsonParser parser;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads a document to its end.
   *
   * @param walk starts at the first token
   * @throws Fault where it is not JSON, or past a bound
   */
  static <T> T read(byte[] document, Function<JsonReader, T> walk) {
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), document)) {
      if (parser.nextToken() == null) {
        throw new Fault("It is empty.");
      }
      T result = walk.apply(new JsonReader(parser));
      if (parser.nextToken() != null) {
        throw new Fault("Something follows its end.");
      }
      return result;
    } catch (StreamConstraintsException e) {
      throw at(
          e,
          "It has more than "
              + VALUES_MAX
              + " names and values, more than "
              + DEPTH_MAX
              + " levels, or a number or a name that is too long.");
    } catch (JacksonException e) {
      throw at(e, "It is not JSON: " + e.getOriginalMessage());
    }
  }

  private static Fault at(JacksonException e, String sentence) {
    var place = e.getLocation();
    return place == null
        ? new Fault(sentence)
        : new Fault(Math.max(place.getLineNr(), 0), Math.max(place.getColumnNr(), 0), sentence);
  }

  /** Goes through the members of the object that is here; each has to be read or passed over. */
  void object(Consumer<String> member) {
    expect(JsonToken.START_OBJECT, "an object");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      parser.nextToken();
      member.accept(name);
    }
  }

  /**
   * Goes through the object that is here, of which one member counts.
   *
   * @param value reads its value
   */
  void only(String wanted, Runnable value) {
    object(
        member -> {
          if (member.equals(wanted)) {
            value.run();
          } else {
            pass();
          }
        });
  }

  /** As {@link #object}, without members that are null. */
  void given(Consumer<String> member) {
    object(
        name -> {
          if (parser.currentToken() != JsonToken.VALUE_NULL) {
            member.accept(name);
          }
        });
  }

  /** Goes through the items of the array that is here, as {@link #object} does. */
  void array(Runnable item) {
    expect(JsonToken.START_ARRAY, "an array");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      item.run();
    }
  }

  /** Passes over the value that is here. */
  void pass() {
    parser.skipChildren();
  }

  /** The text that is here, of any length. */
  String text() {
    expect(JsonToken.VALUE_STRING, "a text");
    return parser.getString();
  }

  /** The text that is here, as a fact can hold it. */
  String factText() {
    return fit(text());
  }

  /** The text as a fact can hold it. */
  String fit(String text) {
    int length = text.codePointCount(0, text.length());
    if (length < 1 || length > TEXT_MAX) {
      throw fault("It has " + length + " characters: 1 to " + TEXT_MAX + " can be taken.");
    }
    if (UNFIT.matcher(text).find()) {
      throw fault("It has a control character or half of a character.");
    }
    return text;
  }

  /** The whole number that is here, of 32 bits. */
  int index() {
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    if (parser.getNumberType() != JsonParser.NumberType.INT) {
      throw fault("It is too large.");
    }
    return parser.getIntValue();
  }

  /** The number that is here. */
  double number() {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return parser.getDoubleValue();
    }
    expect(JsonToken.VALUE_NUMBER_FLOAT, "a number");
    return parser.getDoubleValue();
  }

  boolean bool() {
    if (parser.currentToken() == JsonToken.VALUE_TRUE) {
      return true;
    }
    expect(JsonToken.VALUE_FALSE, "true or false");
    return false;
  }

  /** The time that is here (RFC 3339), cut to a whole second. */
  Instant time() {
    try {
      var time = OffsetDateTime.parse(text()).withOffsetSameInstant(ZoneOffset.UTC);
      if (time.getYear() < 2000 || time.getYear() > 2099) {
        throw fault("It is not a time of 2000 to 2099.");
      }
      return time.truncatedTo(ChronoUnit.SECONDS).toInstant();
    } catch (DateTimeException e) {
      throw fault("It is not a time by RFC 3339.");
    }
  }

  /** The value of a text that is one of several. */
  <E> E oneOf(SortedMap<String, E> values) {
    var value = values.get(text());
    if (value == null) {
      throw fault("It is none of " + String.join(", ", values.keySet()) + ".");
    }
    return value;
  }

  /** The values of an enum as texts, for {@link #oneOf}. */
  static <E extends Enum<E>> SortedMap<String, E> texts(Class<E> type, Function<E, String> text) {
    return Stream.of(type.getEnumConstants())
        .collect(Collectors.toMap(text, Function.identity(), (one, other) -> one, TreeMap::new));
  }

  /** What is wrong with the value that is here. */
  Fault fault(String sentence) {
    // A JSON Pointer (RFC 6901); empty for the document as a whole.
    var place = parser.streamReadContext().pathAsPointer().toString();
    return new Fault(place.isEmpty() ? sentence : place + ": " + sentence);
  }

  private void expect(JsonToken token, String what) {
    if (parser.currentToken() != token) {
      throw fault("It is not " + what + ".");
    }
  }
}
