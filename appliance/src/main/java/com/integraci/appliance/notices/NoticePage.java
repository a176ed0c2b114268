package com.integraci.appliance.notices;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Notices, the newest first.
 *
 * @param next what the next page comes after, when there is one
 */
public record NoticePage(List<Notice> notices, Optional<UUID> next) {

  public NoticePage {
    notices = List.copyOf(notices);
  }
}
