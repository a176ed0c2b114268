package com.integraci.appliance.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a handler answers. Nothing is kept by caches unless {@code Cache-Control} is given.
 *
 * @param status the status code
 * @param headers in order; a name may come twice
 * @param body what is sent
 */
public record Reply(int status, List<Field> headers, Body body) {

  /** One header field. */
  public record Field(String name, String value) {}

  /** What is sent. */
  sealed interface Body {
    /** Nothing. */
    record None() implements Body {}

    /** Bytes of a media type. */
    @SuppressWarnings("ArrayRecordComponent") // Replies are sent, never compared.
    record Bytes(String type, byte[] bytes) implements Body {}

    /** Bytes that are made while they are sent. */
    record Streamed(String type, Content content) implements Body {}
  }

  /** Makes a body while it is sent. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes the body. What it throws cuts the connection, so that nobody takes the part for the
     * whole.
     */
    void writeTo(OutputStream out) throws IOException;
  }

  public Reply {
    headers = List.copyOf(headers);
  }

  /** 200 with JSON. */
  public static Reply json(Object value) {
    return json(200, value);
  }

  /** JSON with a status. */
  public static Reply json(int status, Object value) {
    return bytes(status, "application/json", Json.write(value));
  }

  /** 201 with JSON and where the new thing is. */
  public static Reply created(String location, Object value) {
    return json(201, value).with("Location", location);
  }

  /** 202 with JSON and where the work can be watched. */
  public static Reply accepted(String location, Object value) {
    return json(202, value).with("Location", location);
  }

  /** 204. */
  public static Reply noContent() {
    return new Reply(204, List.of(), new Body.None());
  }

  /** 200 with a page. */
  public static Reply html(String page) {
    return html(200, page);
  }

  /** A page with a status. */
  public static Reply html(int status, String page) {
    return bytes(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
  }

  /** 303: the browser goes on there with GET. */
  public static Reply seeOther(String location) {
    return new Reply(303, List.of(new Field("Location", location)), new Body.None());
  }

  /** Bytes of a media type with a status. */
  public static Reply bytes(int status, String type, byte[] bytes) {
    return new Reply(status, List.of(), new Body.Bytes(type, bytes));
  }

  /** 200 with a body that is made while it is sent. */
  public static Reply streamed(String type, Content content) {
    return new Reply(200, List.of(), new Body.Streamed(type, content));
  }

  /** The same with one more header field. */
  public Reply with(String name, String value) {
    var all = new ArrayList<>(headers);
    all.add(new Field(name, value));
    return new Reply(status, all, body);
  }

  /** The same, saved by browsers under the name instead of shown. */
  public Reply download(String fileName) {
    if (!fileName.matches("[A-Za-z0-9._-]{1,100}")) {
      throw new IllegalArgumentException("not a plain file name: " + fileName);
    }
    return with("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
  }

  boolean has(String name) {
    return headers.stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
  }
}
