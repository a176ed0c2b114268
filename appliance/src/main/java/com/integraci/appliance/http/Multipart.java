package com.integraci.appliance.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.integraci.appliance.failure.Invalid;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;

/**
 * Reads a form with files as browsers and {@code curl} send it (multipart/form-data, RFC 7578): at
 * most {@value #PARTS_MAX} parts, each with a head of {@value #HEAD_MAX} bytes at most.
 */
final class Multipart {

  static final int PARTS_MAX = 500;
  static final int HEAD_MAX = 4096;

  /** RFC 2046, section 5.1.1. */
  private static final int BOUNDARY_MAX = 70;

  private static final String DISPOSITION = "content-disposition:";

  private Multipart() {}

  /**
   * The parts of a body, in its order.
   *
   * @param type the value of {@code Content-Type}
   * @throws Invalid when it is no such form
   */
  static List<Part> read(String type, byte[] body) {
    var boundary = parameter("boundary", type);
    if (boundary.isEmpty() || boundary.length() > BOUNDARY_MAX) {
      throw new Invalid("", "The type of the body names no boundary.");
    }
    try {
      var input =
          MultipartInput.builder()
              .setInputStream(new ByteArrayInputStream(body))
              .setBoundary(boundary.getBytes(US_ASCII))
              .setMaxPartHeaderSize(HEAD_MAX)
              .get();
      input.setHeaderCharset(UTF_8);
      return parts(input);
    } catch (IOException e) {
      // What it says of the place is of no use to whoever sent it.
      throw broken();
    }
  }

  private static List<Part> parts(MultipartInput input) throws IOException {
    if (!input.skipPreamble()) {
      throw broken();
    }
    var parts = new ArrayList<Part>();
    do {
      if (parts.size() == PARTS_MAX) {
        throw new Invalid("", "The form has more than " + PARTS_MAX + " parts.");
      }
      parts.add(part(input));
    } while (input.readBoundary());
    return List.copyOf(parts);
  }

  private static Part part(MultipartInput input) throws IOException {
    var disposition = disposition(input.readHeaders());
    var name = parameter("name", disposition);
    if (name.isEmpty()) {
      throw broken();
    }
    var content = new ByteArrayOutputStream();
    input.readBodyData(content);
    return new Part(name, parameter("filename", disposition), content.toByteArray());
  }

  private static String disposition(String head) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, DISPOSITION, 0, DISPOSITION.length()))
        .findFirst()
        .orElseThrow(Multipart::broken);
  }

  /** Empty when the header has none, or one without a value. */
  private static String parameter(String name, String header) {
    var parser = new ParameterParser();
    parser.setLowerCaseNames(true);
    return Objects.requireNonNullElse(parser.parse(header, ';').get(name), "");
  }

  private static Invalid broken() {
    return new Invalid("", "The body is not one whole form with files.");
  }
}
