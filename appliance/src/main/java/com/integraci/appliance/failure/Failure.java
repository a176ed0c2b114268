package com.integraci.appliance.failure;

/**
 * The root of everything that goes wrong for a reason a user or an operator can act on. Anything
 * else that is thrown is a bug, answered with 500 and no detail.
 *
 * <p>An abstract class and not an interface, because the server looks error handlers up along
 * superclasses only.
 */
public abstract sealed class Failure extends RuntimeException
    permits Conflict, Denied, Invalid, Limited, NotFound, Suspended, Unauthenticated, Unavailable {

  private static final long serialVersionUID = 1L;

  Failure(String message) {
    super(message);
  }

  Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
