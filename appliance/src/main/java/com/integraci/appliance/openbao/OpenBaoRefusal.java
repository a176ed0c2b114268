package com.integraci.appliance.openbao;

/**
 * OpenBao refused what the control plane is meant to do: a bug here or a policy there. Names the
 * call and the status; never what was sent or answered.
 */
final class OpenBaoRefusal extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  OpenBaoRefusal(Answer answer) {
    super("OpenBao refused " + answer);
  }
}
