package com.integraci.bundles.evidence;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Counts the test cases of a JUnit report as build tools write it: a {@code testsuite}, or {@code
 * testsuites} with some, which nest. What the report says of its own sums is not looked at.
 *
 * <p>A document type or an entity of its own is refused, and so are more than {@value
 * #ELEMENTS_MAX} elements or {@value #DEPTH_MAX} levels.
 */
final class JunitReport {
  static final int ELEMENTS_MAX = 1_000_000;
  static final int DEPTH_MAX = 50;

  private static final String CASE = "testcase";
  private static final String SUITE = "testsuite";
  private static final String SUITES = "testsuites";

  /** How a test case ended. */
  private enum Outcome {
    PASSED,
    SKIPPED,
    FAILED
  }

  private final XMLStreamReader in;
  private final Deque<String> open = new ArrayDeque<>();
  private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
  private Outcome outcome = Outcome.PASSED;
  private int elements;

  private JunitReport(XMLStreamReader in) {
    this.in = in;
  }

  /**
   * The test cases of a report.
   *
   * @throws Fault where it is no such report
   */
  static Tests read(byte[] document) {
    try {
      var in = factory().createXMLStreamReader(new ByteArrayInputStream(document));
      try {
        return new JunitReport(in).count();
      } finally {
        in.close();
      }
    } catch (XMLStreamException e) {
      var place = Optional.ofNullable(e.getLocation());
      throw new Fault(
          place.map(at -> Math.max(at.getLineNumber(), 0)).orElse(0),
          place.map(at -> Math.max(at.getColumnNumber(), 0)).orElse(0),
          "It is not XML: " + sentence(e));
    }
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    return factory;
  }

  /** The JDK's own words, without the place that stands before them. */
  private static String sentence(XMLStreamException e) {
    var said = Optional.ofNullable(e.getMessage()).orElse("it can't be read");
    return said.substring(said.indexOf("\nMessage: ") < 0 ? 0 : said.indexOf(": ") + 2);
  }

  private Tests count() throws XMLStreamException {
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> start(in.getLocalName());
        case XMLStreamConstants.END_ELEMENT -> end();
        case XMLStreamConstants.DTD -> throw fault("It has a document type, which is not read.");
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw fault("It has an entity of its own, which is not read.");
        default -> {
          // Text and comments count for nothing.
        }
      }
    }
    return new Tests(
        counts.getOrDefault(Outcome.PASSED, 0L),
        counts.getOrDefault(Outcome.FAILED, 0L),
        counts.getOrDefault(Outcome.SKIPPED, 0L));
  }

  private void start(String name) {
    elements++;
    if (elements > ELEMENTS_MAX || open.size() >= DEPTH_MAX) {
      throw fault(
          "It has more than " + ELEMENTS_MAX + " elements or " + DEPTH_MAX + " levels of them.");
    }
    var parent = open.isEmpty() ? "" : open.peek();
    if (parent.isEmpty() && !name.equals(SUITE) && !name.equals(SUITES)) {
      throw fault("Its root is " + name + ", not testsuite or testsuites.");
    }
    switch (name) {
      case CASE -> {
        require(name, parent, SUITE);
        var status = in.getAttributeValue(null, "status");
        // GoogleTest's word for a case that was left out.
        outcome = "notrun".equals(status) ? Outcome.SKIPPED : Outcome.PASSED;
      }
      case "failure", "error" -> ended(name, parent, Outcome.FAILED);
      case "skipped" -> ended(name, parent, Outcome.SKIPPED);
      default -> {
        // Properties, output and whatever else a tool adds.
      }
    }
    open.push(name);
  }

  /** A case that failed did so, whatever else is said of it. */
  private void ended(String name, String parent, Outcome how) {
    require(name, parent, CASE);
    if (how.compareTo(outcome) > 0) {
      outcome = how;
    }
  }

  private void require(String name, String parent, String wanted) {
    if (!parent.equals(wanted)) {
      throw fault("There is a " + name + " outside a " + wanted + ".");
    }
  }

  private void end() {
    if (open.pop().equals(CASE)) {
      counts.merge(outcome, 1L, Long::sum);
    }
  }

  private Fault fault(String sentence) {
    var at = in.getLocation();
    return new Fault(Math.max(at.getLineNumber(), 0), Math.max(at.getColumnNumber(), 0), sentence);
  }
}
