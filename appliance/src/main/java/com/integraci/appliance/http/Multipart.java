package com.integraci.appliance.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.integraci.appliance.failure.Invalid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a form with files as browsers and {@code curl} send it (multipart/form-data, RFC 7578): at
 * most {@value #PARTS_MAX} parts, each with a head of {@value #HEAD_MAX} bytes at most.
 */
final class Multipart {

  static final int PARTS_MAX = 500;
  static final int HEAD_MAX = 4096;

  private static final Pattern BOUNDARY =
      Pattern.compile(
          "(?i).*;\\s*boundary=(?:\"([^\"]{1,70})\"|([0-9A-Za-z'()+_,./:=?-]{1,70}))\\s*(?:;.*)?");
  private static final Pattern NAME = parameter("name");
  private static final Pattern FILE = parameter("filename");
  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
  private static final String DISPOSITION = "content-disposition:";

  private final byte[] body;
  private final byte[] delimiter;
  private final List<Part> parts = new ArrayList<>();

  private Multipart(byte[] body, String boundary) {
    this.body = body;
    this.delimiter = ("\r\n--" + boundary).getBytes(ISO_8859_1);
  }

  private static Pattern parameter(String name) {
    return Pattern.compile("(?i);\\s*" + name + "=\"([^\"]{0,500})\"");
  }

  /**
   * The parts of a body, in its order.
   *
   * @param type the value of {@code Content-Type}
   * @throws Invalid when it is no such form
   */
  static List<Part> read(String type, byte[] body) {
    var named = BOUNDARY.matcher(type);
    if (!named.matches()) {
      throw new Invalid("", "The type of the body names no boundary.");
    }
    var boundary = named.group(1) == null ? named.group(2) : named.group(1);
    return new Multipart(body, boundary).parts();
  }

  private List<Part> parts() {
    // The first delimiter may stand at the very beginning, where no line ends before it.
    byte[] first = Arrays.copyOfRange(delimiter, 2, delimiter.length);
    int at = startsWith(0, first) ? first.length : after(indexOf(delimiter, 0));
    while (!startsWith(at, new byte[] {'-', '-'})) {
      int head = lineEnd(at);
      int end = indexOf(delimiter, head);
      add(head, end);
      at = after(end);
    }
    return List.copyOf(parts);
  }

  private int after(int delimiterAt) {
    return delimiterAt + delimiter.length;
  }

  /** The head begins after the line of the delimiter, which may have blanks at its end. */
  private int lineEnd(int at) {
    int i = at;
    while (i < body.length && (body[i] == ' ' || body[i] == '\t')) {
      i++;
    }
    if (!startsWith(i, new byte[] {'\r', '\n'})) {
      throw broken();
    }
    return i + 2;
  }

  private void add(int head, int end) {
    int blank = indexOf(HEAD_END, head);
    if (blank > end || blank - head > HEAD_MAX) {
      throw broken();
    }
    if (parts.size() == PARTS_MAX) {
      throw new Invalid("", "The form has more than " + PARTS_MAX + " parts.");
    }
    var disposition = disposition(new String(body, head, blank - head, UTF_8));
    var name = NAME.matcher(disposition);
    if (!name.find()) {
      throw broken();
    }
    var file = FILE.matcher(disposition);
    parts.add(
        new Part(
            name.group(1),
            file.find() ? file.group(1) : "",
            Arrays.copyOfRange(body, blank + HEAD_END.length, end)));
  }

  private static String disposition(String head) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, DISPOSITION, 0, DISPOSITION.length()))
        .findFirst()
        .orElseThrow(Multipart::broken);
  }

  private boolean startsWith(int at, byte[] what) {
    return at + what.length <= body.length
        && Arrays.equals(body, at, at + what.length, what, 0, what.length);
  }

  private int indexOf(byte[] what, int from) {
    for (int i = from; i <= body.length - what.length; i++) {
      if (body[i] == what[0] && startsWith(i, what)) {
        return i;
      }
    }
    throw broken();
  }

  private static Invalid broken() {
    return new Invalid("", "The body is not one whole form with files.");
  }
}
