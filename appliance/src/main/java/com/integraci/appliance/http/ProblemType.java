package com.integraci.appliance.http;

/** The kinds of problem documents; each has a paragraph of its name in docs/problems.md. */
enum ProblemType {
  INVALID(400, "The request is not valid"),
  UNAUTHENTICATED(401, "Nobody is signed in"),
  DENIED(403, "Your role does not allow this"),
  RULED(403, "The rules of your team do not allow this"),
  SUSPENDED(403, "The team is suspended"),
  NOT_FOUND(404, "There is no such thing"),
  METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
  CONFLICT(409, "The present state refuses this"),
  TOO_LARGE(413, "The request is too large"),
  MEDIA_TYPE(415, "The media type is not understood"),
  LIMITED(429, "Too many requests"),
  INTERNAL(500, "The appliance made a mistake"),
  UNAVAILABLE(503, "A component does not answer");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  /** The anchor in docs/problems.md. */
  String anchor() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** The kind for a status that the server itself answers with. */
  static ProblemType of(int status) {
    for (ProblemType type : values()) {
      if (type.status == status) {
        return type;
      }
    }
    return status == 431 || status == 414 ? TOO_LARGE : status < 500 ? INVALID : INTERNAL;
  }
}
