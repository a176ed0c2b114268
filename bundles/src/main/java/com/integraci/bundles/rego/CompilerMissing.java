package com.integraci.bundles.rego;

/** Rules can't be compiled to bytecode of this virtual machine. Nobody decides by them then. */
public final class CompilerMissing extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CompilerMissing(Throwable cause) {
    super(
        "The compiler of policies is off: their WebAssembly would be interpreted, a hundred times"
            + " as slow. Install the appliance's files anew, all of one version.",
        cause);
  }
}
