package com.integraci.appliance.console;

import com.integraci.appliance.notices.NoticeChoice;
import java.time.Instant;
import java.util.List;

/**
 * What the visitor was told.
 *
 * @param rows the notices, the newest first
 * @param categories what can be filtered by, "" being all
 * @param category what is
 * @param action where filter and forms go
 * @param older where the next page is, or ""
 * @param unread whether any is not read
 * @param choice what the visitor wants to be mailed
 */
record NoticesView(
    List<Row> rows,
    List<String> categories,
    String category,
    String action,
    String older,
    boolean unread,
    NoticeChoice choice) {

  /**
   * One of them.
   *
   * @param key its id
   * @param read where the form goes that marks it as read; "" when it is
   */
  record Row(String key, String text, String category, Instant at, String read) {}
}
