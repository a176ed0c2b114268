package com.integraci.appliance.console;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One webhook and what was sent to it.
 *
 * @param said what was just done
 * @param row the webhook
 * @param active whether anything is sent
 * @param formerUntil until when its former secret signs as well, if it does
 * @param sent its deliveries
 * @param writable whether the visitor may change it
 * @param choices what it may hear of
 * @param base where its forms go
 * @param back the list
 */
record WebhookView(
    Said said,
    WebhooksView.Row row,
    boolean active,
    Optional<Instant> formerUntil,
    Sent sent,
    boolean writable,
    List<WebhooksView.About> choices,
    String base,
    String back) {

  /**
   * What its page says beside what it is.
   *
   * @param status the answer's
   * @param done what was just done, or ""
   * @param refused why something was not, or ""
   * @param secret what was just made; never shown again
   * @param form what was typed of what it is
   * @param period what was typed of a time to replay
   */
  record Said(
      int status,
      String done,
      String refused,
      Optional<WebhooksView.Secret> secret,
      Form form,
      Form period) {

    static Said done(String done, Form form) {
      return new Said(200, done, "", Optional.empty(), form, Form.EMPTY);
    }

    static Said refused(String why, Form form) {
      return new Said(409, "", why, Optional.empty(), form, Form.EMPTY);
    }

    static Said wrong(int status, Form form) {
      return new Said(status, "", "", Optional.empty(), form, Form.EMPTY);
    }

    Said with(WebhooksView.Secret made) {
      return new Said(status, done, refused, Optional.of(made), form, period);
    }

    Said with(int other, Form typed) {
      return new Said(other, done, refused, secret, form, typed);
    }
  }

  /**
   * A page of its deliveries.
   *
   * @param rows the newest first
   * @param states what can be filtered by
   * @param state what is, or ""
   * @param older the address of the next page, or ""
   */
  record Sent(List<DeliveryRow> rows, List<String> states, String state, String older) {
    Sent {
      rows = List.copyOf(rows);
      states = List.copyOf(states);
    }
  }
}
